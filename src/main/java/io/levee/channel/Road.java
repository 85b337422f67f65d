package io.levee.channel;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a shopper's messages go: what every channel needs of the rest of the house. Safe from any
 * event loop; futures complete on the caller's context. None of these fail for reasons a shopper
 * can cause; a failure is ours, and reads as 503.
 */
public interface Road {

  /** When {@link #accept} shall complete. */
  enum Until {
    /** The message is on disk. The answer, if not there yet, is published to live sockets. */
    STORED,
    /** It is answered, or {@code turn.deadline} has passed. */
    ANSWERED
  }

  /**
   * One message. Where there is no room, one that is to be {@linkplain Until#STORED stored} waits
   * for {@code admission.socketPatience}, any other for {@code admission.requestPatience}.
   */
  Future<Outcome> accept(Inbound message, Until until);

  /**
   * Whether a message of this customer would find no room soon: to be asked before it is so much as
   * read, so that turning it away costs next to nothing.
   *
   * @return completes, at once while there is room for all, with why not; empty when {@link
   *     #accept} is to decide
   */
  default Future<Optional<Outcome.Busy>> turnAway(Customer customer) {
    return Future.succeededFuture(Optional.empty());
  }

  /**
   * Whether there is room for all that may come on this customer's way. While there is not, a
   * message that is to be {@linkplain Until#STORED stored} may wait for room for a while: its
   * sender should not be read from meanwhile.
   */
  default boolean hasRoomForAll(Customer customer) {
    return true;
  }

  /**
   * Where a conversation stands.
   *
   * @param lastSeq the number of its last message; 0 when there is none
   */
  record Standing(
      Optional<ConversationId> conversation,
      int lastSeq,
      boolean closed,
      HandledBy handledBy,
      String agentName,
      Optional<Place> place) {}

  /**
   * Where that conversation, or without one the customer's latest open conversation, stands.
   *
   * @return completes with it; empty when a conversation was named and this customer has none of
   *     that id. Without a name and without an open conversation: a standing without conversation.
   */
  Future<Optional<Standing>> standing(Customer customer, Optional<ConversationId> conversation);

  /** Whose conversation that is; empty when there is none of that id in the storefront. */
  Future<Optional<Customer>> owner(String storefront, ConversationId conversation);

  /** The messages after that number, from the durable store. The caller has checked the owner. */
  Future<List<Message>> history(ConversationId conversation, int after, int limit);

  /** The last number of each of those conversations; one that is not stored is left out. */
  Future<Map<ConversationId, Integer>> lastSeqs(Collection<ConversationId> conversations);

  /** The shopper ends it. @return empty when done, also when it had ended before; else the fault */
  Future<Optional<Outcome.Fault>> close(Customer customer, ConversationId conversation);

  /** The shopper rates it: 1–5. @return empty when done; else the fault */
  Future<Optional<Outcome.Fault>> rate(
      Customer customer, ConversationId conversation, int score, String comment);

  /** The shopper is typing; whoever has the conversation may be told. */
  void typing(Customer customer, ConversationId conversation);
}
