package io.levee.dialogue;

import io.levee.dialogue.skill.ShopQuery;
import java.util.Objects;
import java.util.Optional;

/**
 * Which facts the decision needs.
 *
 * @param queue the skill whose queue's state is wanted
 * @param place whether the conversation's own place in the queue is wanted
 * @param shop what is wanted of the shop
 */
public record Plan(Optional<String> queue, boolean place, ShopQuery shop) {
  /** The decision needs nothing but what is known. */
  public static final Plan NOTHING = new Plan(Optional.empty(), false, ShopQuery.NOTHING);

  public Plan {
    Objects.requireNonNull(queue);
    Objects.requireNonNull(shop);
  }
}
