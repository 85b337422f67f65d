package io.levee.desk;

import io.levee.conversation.ConversationId;
import io.levee.postgres.PostgresLink;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** In PostgreSQL. Called on the event loop of its link. */
public final class PgSuggestionLog implements SuggestionLog {
  private static final String GIVEN =
      "INSERT INTO suggestion (conversation_id, seq, entries, agent, at)"
          + " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
  private static final String USED =
      "UPDATE suggestion SET used = $3"
          + " WHERE conversation_id = $1 AND seq = $2 AND $3 = ANY (entries)";
  private static final String FORGET =
      "DELETE FROM suggestion WHERE ctid = ANY (ARRAY("
          + "SELECT ctid FROM suggestion WHERE at < $1 ORDER BY at LIMIT $2))";

  private final Supplier<PostgresLink> link;

  public PgSuggestionLog(Supplier<PostgresLink> link) {
    this.link = link;
  }

  @Override
  public Future<Void> given(
      ConversationId conversation, int seq, List<String> entries, String agent, Instant at) {
    Tuple values =
        Tuple.tuple()
            .addUUID(UUID.fromString(conversation.toString()))
            .addInteger(seq)
            .addArrayOfString(entries.toArray(String[]::new))
            .addString(agent)
            .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
    return link.get().execute(GIVEN, values).mapEmpty();
  }

  @Override
  public Future<Void> used(ConversationId conversation, int seq, String entry) {
    return link.get()
        .execute(USED, Tuple.of(UUID.fromString(conversation.toString()), seq, entry))
        .mapEmpty();
  }

  @Override
  public Future<Integer> forget(Instant before, int most) {
    return link.get()
        .execute(FORGET, Tuple.of(before.atOffset(ZoneOffset.UTC), most))
        .map(SqlResult::rowCount);
  }
}
