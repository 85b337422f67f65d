package io.levee.dialogue;

import io.levee.conversation.Place;
import io.levee.dialogue.skill.ShopFacts;
import io.levee.handoff.HumanQueue;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found out.
 *
 * @param queue the planned queue's state; empty when not planned, late, or not to be had
 * @param place the conversation's place; empty when not planned, late, or not to be had
 * @param shop what the shop said
 * @param ticket the number to give a ticket, should one be opened
 */
public record Facts(
    Optional<HumanQueue.State> queue, Optional<Place> place, ShopFacts shop, String ticket) {
  public Facts {
    Objects.requireNonNull(queue);
    Objects.requireNonNull(place);
    Objects.requireNonNull(shop);
    Objects.requireNonNull(ticket);
  }

  /** Nothing found out. */
  public static Facts none(String ticket) {
    return new Facts(Optional.empty(), Optional.empty(), ShopFacts.NONE, ticket);
  }
}
