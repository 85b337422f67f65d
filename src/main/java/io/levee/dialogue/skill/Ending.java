package io.levee.dialogue.skill;

import io.levee.conversation.Effect;
import java.util.List;

/**
 * The last word of a skill.
 *
 * @param order the number of the order to go on talking about; empty: none
 * @param options the skill's own that lead on
 * @param effects to be carried out
 * @param returnable whether a return may be wanted next
 * @param troubled whether a person is likely to be needed next
 */
public record Ending(
    String text,
    String order,
    List<String> options,
    List<Effect> effects,
    boolean returnable,
    boolean troubled) {
  public Ending {
    options = List.copyOf(options);
    effects = List.copyOf(effects);
  }

  static Ending plain(String text) {
    return new Ending(text, "", List.of(), List.of(), false, false);
  }

  static Ending troubled(String text) {
    return new Ending(text, "", List.of(), List.of(), false, true);
  }
}
