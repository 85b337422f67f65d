package io.levee.desk;

import io.levee.channel.agent.AgentFrame.Note;
import io.levee.conversation.ConversationId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * What agents and supervisors told each other about a conversation, kept beside its messages: it
 * has no number among them, so that no shopper's socket or history can come across it.
 */
public interface NoteLog {
  /** Keeps nothing. */
  NoteLog NONE =
      new NoteLog() {
        @Override
        public Future<Void> add(ConversationId conversation, String author, Note note) {
          return Future.succeededFuture();
        }

        @Override
        public Future<List<Note>> of(ConversationId conversation, int most) {
          return Future.succeededFuture(List.of());
        }

        @Override
        public Future<Integer> forget(Instant before, int most) {
          return Future.succeededFuture(0);
        }
      };

  /**
   * @param author the user name of who said it
   * @return completes once it is stored
   */
  Future<Void> add(ConversationId conversation, String author, Note note);

  /** The last of them, oldest first. */
  Future<List<Note>> of(ConversationId conversation, int most);

  /**
   * Deletes what is older, so many at most.
   *
   * @return how many that were
   */
  Future<Integer> forget(Instant before, int most);
}
