package io.levee.journal;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Standing;
import io.levee.postgres.PostgresLink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The journal in PostgreSQL: the schema is {@code db/migration}, the commit {@code commit.sql}. */
public final class PgJournal implements Journal {
  private static final int MOST_ROWS = 1_000;

  private static final Future<Committed> STORED = Future.succeededFuture(new Committed.Stored());
  private static final Future<Committed> NOT_TOGETHER =
      Future.succeededFuture(new Committed.LostRace());

  private final PostgresLink link;
  private final GroupCommit commits;
  private final Counter duplicates;
  private final Counter lostRaces;

  /**
   * Made on the event loop that {@code link} was made on.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public PgJournal(
      Vertx vertx,
      PostgresLink link,
      Supplier<JournalConfig> config,
      MeterRegistry meters,
      LongSupplier nanoTime) {
    this.link = link;
    this.commits = new GroupCommit(vertx, link, config, meters, nanoTime);
    this.duplicates = meters.counter("levee.journal.duplicates");
    this.lostRaces = meters.counter("levee.journal.lost_races");
  }

  @Override
  public Future<Committed> commit(List<Entry> steps) {
    return commits.add(steps).compose(stored -> stored ? STORED : whyNot(steps));
  }

  private Future<Committed> whyNot(List<Entry> steps) {
    return steps.size() > 1 ? NOT_TOGETHER : whyNot(steps.getFirst()).onSuccess(this::count);
  }

  /** Its id is known, or what it answers was answered; else somebody was first. */
  private Future<Committed> whyNot(Entry entry) {
    Message first = entry.messages().getFirst();
    Future<Optional<Committed.Duplicate>> known =
        first.messageId().isEmpty()
            ? Future.succeededFuture(Optional.empty())
            : find(entry.conversation(), first.from(), first.messageId());
    return known
        .compose(
            found ->
                found.isPresent() || entry.answers() == 0
                    ? Future.succeededFuture(found)
                    : answered(entry))
        .map(found -> found.<Committed>map(Function.identity()).orElse(new Committed.LostRace()));
  }

  private Future<Optional<Committed.Duplicate>> answered(Entry entry) {
    return Store.ask(
            link, Sql.FIND_ANSWERED, Tuple.of(entry.conversation().value(), entry.answers()))
        .map(PgJournal::duplicate);
  }

  private void count(Committed outcome) {
    (outcome instanceof Committed.Duplicate ? duplicates : lostRaces).increment();
  }

  @Override
  public Future<Optional<Committed.Duplicate>> find(
      ConversationId conversation, Sender sender, String messageId) {
    return Store.ask(
            link,
            Sql.FIND,
            Tuple.of(conversation.value(), sender.wire(), Codec.storable(messageId)))
        .map(PgJournal::duplicate);
  }

  private static Optional<Committed.Duplicate> duplicate(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    List<Message> messages = all(rows, Rows::message);
    return Optional.of(
        new Committed.Duplicate(
            messages.getFirst(),
            rows.iterator().next().getBoolean("pending"),
            List.copyOf(messages.subList(1, messages.size()))));
  }

  @Override
  public Future<Optional<Committed.Duplicate>> lately(Customer customer, String messageId) {
    return Store.ask(
            link,
            Sql.LATELY,
            Tuple.of(
                Codec.storable(customer.storefront()),
                Codec.storable(customer.id()),
                Codec.storable(messageId)))
        .map(PgJournal::duplicate);
  }

  @Override
  public Future<Optional<Tail>> tail(ConversationId conversation) {
    return Store.ask(link, Sql.TAIL_OF, Tuple.of(conversation.value())).map(PgJournal::tail);
  }

  @Override
  public Future<Optional<Tail>> open(Customer customer) {
    return Store.ask(
            link,
            Sql.TAIL_OPEN,
            Tuple.of(Codec.storable(customer.storefront()), Codec.storable(customer.id())))
        .map(PgJournal::tail);
  }

  private static Optional<Tail> tail(RowSet<Row> rows) {
    return all(rows, Rows::tail).stream().findFirst();
  }

  @Override
  public Future<List<Message>> read(ConversationId conversation, int after, int limit) {
    return Store.ask(link, Sql.READ, Tuple.of(conversation.value(), after, bounded(limit)))
        .map(rows -> all(rows, Rows::message));
  }

  @Override
  public Future<Map<ConversationId, Integer>> lastSeqs(Collection<ConversationId> conversations) {
    UUID[] ids = conversations.stream().map(ConversationId::value).toArray(UUID[]::new);
    return Store.ask(link, Sql.LAST_SEQS, Tuple.tuple().addArrayOfUUID(ids))
        .map(
            rows -> {
              Map<ConversationId, Integer> seqs = new HashMap<>();
              rows.forEach(row -> seqs.put(Rows.conversation(row), row.getInteger("last_seq")));
              return seqs;
            });
  }

  @Override
  public Future<List<Standing>> standings(String storefront) {
    return Store.ask(link, Sql.STANDINGS, Tuple.of(Codec.storable(storefront)))
        .map(rows -> all(rows, Rows::standing));
  }

  @Override
  public Future<List<Pending>> pending(Duration age, int limit) {
    return Store.ask(link, Sql.PENDING, Tuple.of(age.toMillis(), bounded(limit)))
        .map(
            rows ->
                all(
                    rows,
                    row ->
                        new Pending(
                            Rows.customer(row),
                            Rows.message(row),
                            row.getString("correlation_id"))));
  }

  @Override
  public Future<Void> unanswered(ConversationId conversation, int seq) {
    return Store.ask(link, Sql.UNANSWERED, Tuple.of(conversation.value(), seq)).mapEmpty();
  }

  @Override
  public Future<Boolean> rate(ConversationId conversation, int score, String comment) {
    return Store.ask(
            link, Sql.RATE, Tuple.of(conversation.value(), (short) score, Codec.storable(comment)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static int bounded(int limit) {
    return Math.clamp(limit, 1, MOST_ROWS);
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> mapping) {
    List<T> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(mapping.apply(row)));
    return all;
  }
}
