package io.levee.app.memory;

import io.levee.conversation.ConversationId;
import io.levee.journal.Outbox;
import io.vertx.core.Future;
import java.util.List;

/** Nothing is ever due. */
final class NoOutbox implements Outbox {
  @Override
  public Future<List<Due>> take(int limit) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Void> done(ConversationId conversation, int seq, int ordinal) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> done(ConversationId conversation, int seq) {
    return Future.succeededFuture();
  }
}
