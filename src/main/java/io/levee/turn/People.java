package io.levee.turn;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.handoff.HumanQueue;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The people's side of the house, as a turn needs it. Safe from any event loop; futures complete on
 * the caller's context and fail with {@link io.levee.handoff.QueueUnavailable}.
 */
public interface People {

  /** Into the queue, and to an agent at once if one is free. */
  Future<HumanQueue.Enqueued> enqueue(HumanQueue.Waiting waiting);

  /** Out of the queue and off any desk. */
  Future<Void> leave(String storefront, ConversationId conversation);

  Future<HumanQueue.State> state(String storefront, String skill);

  Future<Optional<Place>> place(String storefront, ConversationId conversation);

  /** Stored messages of a conversation that is or was with an agent. */
  void stored(Session session, List<Message> messages);

  /** The shopper is typing. */
  void typing(Customer customer, ConversationId conversation, String agent);
}
