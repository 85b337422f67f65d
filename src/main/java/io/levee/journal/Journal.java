package io.levee.journal;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Standing;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was said, once, in order, on disk before it is acknowledged.
 *
 * <p>One journal per event loop; all methods are called on that loop and complete on it. Every
 * future fails with {@link StoreUnavailable} when PostgreSQL does not answer in time, and with
 * nothing else, {@link #commit} excepted.
 */
public interface Journal {

  /**
   * Writes the entry with others of this tick in one statement.
   *
   * @return completes once it is on disk, or once it is known why it is not; fails with {@link
   *     IllegalArgumentException} when PostgreSQL cannot hold this entry
   */
  default Future<Committed> commit(Entry entry) {
    return commit(List.of(entry));
  }

  /**
   * Writes all of these, or none.
   *
   * @param steps one or more of one conversation, each beginning where the one before ends; where
   *     there are several none is pending or answers a pending message, and only the last may do
   *     more than say something
   * @return as {@link #commit(Entry)}; of several only whether all are stored: {@link
   *     Committed.LostRace} then means that any of them is a duplicate, or lost the race
   */
  Future<Committed> commit(List<Entry> steps);

  /** The message of that sender and id with what was stored in answer to it, if there is one. */
  Future<Optional<Committed.Duplicate>> find(
      ConversationId conversation, Sender sender, String messageId);

  /** As {@link #find} among the customer's messages of their last conversation, open or closed. */
  Future<Optional<Committed.Duplicate>> lately(Customer customer, String messageId);

  /** The end of that conversation; empty when there is no such conversation. */
  Future<Optional<Tail>> tail(ConversationId conversation);

  /** The end of the customer's open conversation; empty when they have none. */
  Future<Optional<Tail>> open(Customer customer);

  /**
   * The messages after that number, in order.
   *
   * @param limit at most so many, 1–1,000
   */
  Future<List<Message>> read(ConversationId conversation, int after, int limit);

  /** The last number of each of those conversations; one that is not stored is left out. */
  Future<Map<ConversationId, Integer>> lastSeqs(Collection<ConversationId> conversations);

  /**
   * All that wait for a person or have one, in that storefront: what a lost queue is rebuilt from.
   */
  Future<List<Standing>> standings(String storefront);

  /**
   * Messages that were stored without their answer and are older than {@code age}: their gateway
   * died, or still works on them.
   *
   * @param limit at most so many, 1–1,000
   */
  Future<List<Pending>> pending(Duration age, int limit);

  /**
   * No answer will follow for that pending message: a person has the conversation by now, or it has
   * ended.
   */
  Future<Void> unanswered(ConversationId conversation, int seq);

  /**
   * Keeps what the customer thinks of the conversation, in place of what they thought before.
   *
   * @param score 1–5
   * @param comment empty when there is none
   * @return completes with false when there is no such conversation
   */
  Future<Boolean> rate(ConversationId conversation, int score, String comment);

  /** A stored message that waits for its answer. */
  record Pending(Customer customer, Message message, String correlationId) {}
}
