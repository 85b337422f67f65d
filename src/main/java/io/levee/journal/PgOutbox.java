package io.levee.journal;

import io.levee.conversation.ConversationId;
import io.levee.postgres.PostgresLink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The outbox in PostgreSQL. What is due is taken with {@code FOR UPDATE SKIP LOCKED}, so that
 * gateways that ask at once get different effects; time is the server's, so that their clocks may
 * differ.
 */
public final class PgOutbox implements Outbox {
  private static final int MOST = 1_000;

  private final PostgresLink link;
  private final Supplier<JournalConfig> config;
  private final Counter taken;

  /** Made on the event loop that {@code link} was made on. */
  public PgOutbox(PostgresLink link, Supplier<JournalConfig> config, MeterRegistry meters) {
    this.link = link;
    this.config = config;
    this.taken = meters.counter("levee.journal.effects_taken");
  }

  @Override
  public Future<List<Due>> take(int limit) {
    JournalConfig now = config.get();
    return Store.ask(
            link,
            Sql.TAKE,
            Tuple.of(
                Math.clamp(limit, 1, MOST),
                now.effectLease().toMillis(),
                now.effectLeaseMost().toMillis()))
        .map(
            rows -> {
              List<Due> due = new ArrayList<>(rows.size());
              rows.forEach(row -> due.add(due(row)));
              taken.increment(due.size());
              return due;
            });
  }

  private static Due due(Row row) {
    return new Due(
        Rows.conversation(row),
        row.getInteger("seq"),
        row.getInteger("ordinal"),
        Rows.customer(row),
        Codec.effect(row.getString("effect")),
        row.getInteger("attempts"));
  }

  @Override
  public Future<Void> done(ConversationId conversation, int seq, int ordinal) {
    return Store.ask(link, Sql.DONE_ONE, Tuple.of(conversation.value(), seq, ordinal)).mapEmpty();
  }

  @Override
  public Future<Void> done(ConversationId conversation, int seq) {
    return Store.ask(link, Sql.DONE, Tuple.of(conversation.value(), seq)).mapEmpty();
  }
}
