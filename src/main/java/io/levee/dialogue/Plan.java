package io.levee.dialogue;

import java.util.Optional;

/**
 * Which facts the decision needs.
 *
 * @param queue the skill whose queue's state is wanted
 * @param place whether the conversation's own place in the queue is wanted
 */
public record Plan(Optional<String> queue, boolean place) {
  /** The decision needs nothing but what is known. */
  public static final Plan NOTHING = new Plan(Optional.empty(), false);
}
