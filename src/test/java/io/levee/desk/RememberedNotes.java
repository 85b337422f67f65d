package io.levee.desk;

import io.levee.channel.agent.AgentFrame.Note;
import io.levee.conversation.ConversationId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes in memory. */
final class RememberedNotes implements NoteLog {
  private final Map<ConversationId, List<Note>> all = new ConcurrentHashMap<>();

  /** Nothing can be stored. */
  volatile boolean down;

  @Override
  public Future<Void> add(ConversationId conversation, String author, Note note) {
    if (down) {
      return Future.failedFuture("down");
    }
    all.computeIfAbsent(conversation, id -> new CopyOnWriteArrayList<>()).add(note);
    return Future.succeededFuture();
  }

  @Override
  public Future<List<Note>> of(ConversationId conversation, int most) {
    return Future.succeededFuture(all.getOrDefault(conversation, List.of()));
  }

  @Override
  public Future<Integer> forget(Instant before, int most) {
    return Future.succeededFuture(0);
  }
}
