package io.levee.dialogue.skill;

import io.levee.conversation.Form;
import io.levee.dialogue.skill.Lookup.Gap;

/** What a form makes of a message. */
public sealed interface Move {

  /**
   * It asks on.
   *
   * @param form as it stands with the question asked; its options are the question's
   */
  record Ask(Form form, String text) implements Move {}

  /** It is done, or cannot be. */
  record Finish(Ending ending) implements Move {}

  /** The shopper does not want it any more. */
  record Cancel() implements Move {}

  /**
   * The shop has not said what is needed.
   *
   * @param form as it stands, to be taken up again
   */
  record Stuck(Form form, Gap gap) implements Move {}

  /** The message says nothing to the form. */
  record Deaf() implements Move {}
}
