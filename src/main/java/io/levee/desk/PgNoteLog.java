package io.levee.desk;

import io.levee.channel.agent.AgentFrame.Note;
import io.levee.conversation.ConversationId;
import io.levee.postgres.PostgresLink;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** In PostgreSQL. Called on the event loop of its link. */
public final class PgNoteLog implements NoteLog {
  private static final String ADD =
      "INSERT INTO note (conversation_id, author, name, text, at) VALUES ($1, $2, $3, $4, $5)";
  private static final String OF =
      "SELECT name, text, at FROM note WHERE conversation_id = $1 ORDER BY number DESC LIMIT $2";
  private static final String FORGET =
      "DELETE FROM note WHERE ctid = ANY (ARRAY("
          + "SELECT ctid FROM note WHERE at < $1 ORDER BY at LIMIT $2))";

  private final Supplier<PostgresLink> link;

  public PgNoteLog(Supplier<PostgresLink> link) {
    this.link = link;
  }

  @Override
  public Future<Void> add(ConversationId conversation, String author, Note note) {
    Tuple values =
        Tuple.of(
            UUID.fromString(conversation.toString()),
            author,
            note.from(),
            note.text(),
            note.at().atOffset(ZoneOffset.UTC));
    return link.get().execute(ADD, values).mapEmpty();
  }

  @Override
  public Future<List<Note>> of(ConversationId conversation, int most) {
    return link.get()
        .execute(OF, Tuple.of(UUID.fromString(conversation.toString()), most))
        .map(
            rows -> {
              List<Note> notes = new ArrayList<>();
              for (Row row : rows) {
                notes.addFirst(
                    new Note(
                        row.getString("name"),
                        row.getString("text"),
                        row.getOffsetDateTime("at").toInstant()));
              }
              return List.copyOf(notes);
            });
  }

  @Override
  public Future<Integer> forget(Instant before, int most) {
    return link.get()
        .execute(FORGET, Tuple.of(before.atOffset(ZoneOffset.UTC), most))
        .map(SqlResult::rowCount);
  }
}
