package io.levee.channel;

import io.levee.conversation.ConversationId;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Understood;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of a shopper's message. */
public sealed interface Outcome {

  /**
   * It is stored.
   *
   * @param seq its number
   * @param duplicate true when it was stored before; {@code replies} are then the stored ones
   * @param pending true when its answer is still being worked on; it will be published
   * @param understood empty when nothing was to be understood, such as while a person has it
   * @param replies what was stored in answer, in order
   * @param place present while waiting for a person
   */
  record Accepted(
      ConversationId conversation,
      String messageId,
      int seq,
      boolean duplicate,
      boolean pending,
      HandledBy handledBy,
      boolean degraded,
      Optional<Understood> understood,
      List<Message> replies,
      Optional<Place> place)
      implements Outcome {}

  /**
   * It was not taken; nothing was done. The same message may be sent again.
   *
   * @param reason for metrics and the problem's detail, such as {@code visitor-rate}
   * @param serverBusy true: the gateway as a whole is busy (503); false: this sender sends too much
   *     (429)
   */
  record Busy(String reason, boolean serverBusy, Duration retryAfter) implements Outcome {}

  /**
   * The journal cannot be written now. The same message should be sent again.
   *
   * @param provisional what the bot would have answered; empty when it has nothing to say
   */
  record NotStored(String provisional, Duration retryAfter) implements Outcome {}

  /** It can never be taken. */
  record Rejected(Fault fault) implements Outcome {}

  /** Why a message, or a question about a conversation, can never be taken. */
  enum Fault {
    /** There is no such conversation, or it is somebody else's: nobody may tell which. */
    NOT_FOUND,
    /** The conversation has ended. */
    CLOSED,
    /** Another message of this sender has that id. */
    REUSED
  }
}
