package io.levee.journal;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Effect;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Standing;
import java.util.List;
import java.util.Optional;

/**
 * What one step adds to one conversation: all of it or nothing.
 *
 * @param customer whose conversation it is
 * @param messages one or more, numbered without a gap; the first number is the compare-and-set: it
 *     must be the next one of the conversation. Only the first may carry a message id.
 * @param state the session after this step, encoded in ASCII; kept with the last message
 * @param effects carried out afterwards, again if need be, keyed by conversation and last number
 * @param standing present when people have it, or are to have it, after this step; kept until
 *     {@code settles}; empty: what was kept stays
 * @param settles true when after this step no person has it or is to have it
 * @param closes true when the conversation ends with this step
 * @param pending true when the first message is stored now and its answer follows in a later entry
 * @param answers the number of the pending message that this entry answers; 0: none
 * @param correlationId follows the step through the logs
 */
public record Entry(
    ConversationId conversation,
    Customer customer,
    List<Message> messages,
    String state,
    List<Effect> effects,
    Optional<Standing> standing,
    boolean settles,
    boolean closes,
    boolean pending,
    int answers,
    String correlationId) {
  public Entry {
    messages = List.copyOf(messages);
    effects = List.copyOf(effects);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("an entry without messages");
    }
  }

  public int firstSeq() {
    return messages.getFirst().seq();
  }

  public int lastSeq() {
    return messages.getLast().seq();
  }

  /**
   * Whether it is what most are: a customer's words in a conversation under way, with what was said
   * in answer, and nothing else.
   */
  boolean isTalk() {
    Message first = messages.getFirst();
    return !opens()
        && !closes
        && !settles
        && !pending
        && answers == 0
        && effects.isEmpty()
        && standing.isEmpty()
        && first.from() == Sender.CUSTOMER
        && !first.messageId().isEmpty();
  }

  /** Whether this entry starts the conversation. */
  public boolean opens() {
    return firstSeq() == 1;
  }
}
