package io.levee.channel;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The shoppers' live sockets of this node. Safe from any thread. A socket delivers only the next
 * number: what comes too early is fetched through {@link Road#history}, what comes twice is
 * dropped.
 */
public interface Live {

  /** Stored messages, in order, for the customer's sockets on that conversation. */
  void publish(Customer customer, List<Message> messages);

  /**
   * The conversation now reaches up to that number; whoever has less reads the rest. For wake-ups
   * from other gateways.
   */
  void reaches(Customer customer, ConversationId conversation, int lastSeq);

  /** A new place in the queue. */
  void place(Customer customer, ConversationId conversation, Place place);

  /** The agent is typing. */
  void typing(Customer customer, ConversationId conversation);

  /** Whose lane that is, if they have a live socket here. */
  Optional<Customer> customer(String lane);

  /** Conversations that have a live socket here. */
  Set<ConversationId> conversations(String storefront);
}
