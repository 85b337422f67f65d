package io.levee.journal;

import io.levee.conversation.Message;
import java.util.List;

/** What became of an {@link Entry}. */
public sealed interface Committed {

  /** It is on disk. */
  record Stored() implements Committed {}

  /**
   * Its message id was stored before, or the message it answers was answered before; nothing was
   * written now.
   *
   * @param original the message of that id, or the one that was to be answered
   * @param pending true while its answer is still to come
   * @param answers what was stored in answer to it so far, in order; empty while it is pending
   */
  record Duplicate(Message original, boolean pending, List<Message> answers) implements Committed {}

  /**
   * Another gateway took the number, or opened a conversation for this customer, or closed this
   * one, first; nothing was written. Load the conversation again and decide again.
   */
  record LostRace() implements Committed {}
}
