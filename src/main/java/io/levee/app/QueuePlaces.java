package io.levee.app;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Place;
import io.levee.handoff.HumanQueue;
import io.levee.turn.Positions;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** Where waiting customers' places come from: the queue. */
record QueuePlaces(HumanQueue queue) implements Positions.Source {

  @Override
  public Future<Map<ConversationId, Place>> places(
      String storefront, Collection<ConversationId> conversations) {
    return queue.places(storefront, conversations);
  }

  @Override
  public Future<Void> seen(String storefront, Collection<ConversationId> conversations) {
    return queue.seen(storefront, conversations);
  }
}
