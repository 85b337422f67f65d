package io.levee.desk;

import io.levee.conversation.ConversationId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Which suggestions agents were given, and which they used. */
public interface SuggestionLog {
  /** Keeps nothing. */
  SuggestionLog NONE =
      new SuggestionLog() {
        @Override
        public Future<Void> given(
            ConversationId conversation, int seq, List<String> entries, String agent, Instant at) {
          return Future.succeededFuture();
        }

        @Override
        public Future<Void> used(ConversationId conversation, int seq, String entry) {
          return Future.succeededFuture();
        }

        @Override
        public Future<Integer> forget(Instant before, int most) {
          return Future.succeededFuture(0);
        }
      };

  /** For that customer's message; a second time changes nothing. */
  Future<Void> given(
      ConversationId conversation, int seq, List<String> entries, String agent, Instant at);

  /** One of those that were given. */
  Future<Void> used(ConversationId conversation, int seq, String entry);

  /**
   * Deletes what is older, so many at most.
   *
   * @return how many that were
   */
  Future<Integer> forget(Instant before, int most);
}
