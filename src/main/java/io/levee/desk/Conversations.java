package io.levee.desk;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Effect;
import io.levee.conversation.Message;
import io.levee.conversation.Session;
import io.levee.conversation.Standing;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the desk writes into a conversation: on its lane, numbered, journaled, delivered. Safe from
 * any event loop; futures complete on the caller's context.
 */
public interface Conversations {

  /**
   * What a step adds.
   *
   * @param messages numbered from {@code session.lastSeq() + 1}
   * @param next the session afterwards; its {@code lastSeq} is that of the last message
   * @param standing what the queue must be able to be rebuilt with; empty: as it was
   * @param settles true when no person has it or is to have it any more
   */
  record Step(
      List<Message> messages,
      Session next,
      List<Effect> effects,
      Optional<Standing> standing,
      boolean settles) {}

  /** What became of a step. */
  sealed interface Appended {
    /** It is stored and on its way to every socket. */
    record Stored(List<Message> messages, Session session) implements Appended {}

    /** The step had nothing to add: the conversation is not in a state for it. */
    record Refused(Session session) implements Appended {}

    /** Its message id was stored before with the same content, as this message. */
    record Duplicate(Message original) implements Appended {}

    /** Its message id was stored before with other content. */
    record Reused() implements Appended {}

    /** There is no such conversation. */
    record Unknown() implements Appended {}
  }

  /**
   * Appends what {@code step} makes of the conversation as it stands. It may be called more than
   * once, when another gateway was first.
   *
   * @param step pure; empty: nothing is to be added
   * @return fails with {@link io.levee.journal.StoreUnavailable} when nothing can be stored now
   */
  Future<Appended> append(
      Customer customer, ConversationId conversation, Function<Session, Optional<Step>> step);

  /** The conversation as it stands; empty when there is none. */
  Future<Optional<Session>> session(Customer customer, ConversationId conversation);

  /** The messages after that number. */
  Future<List<Message>> history(ConversationId conversation, int after, int limit);
}
