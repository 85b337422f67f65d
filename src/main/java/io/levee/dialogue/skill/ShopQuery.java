package io.levee.dialogue.skill;

import java.util.Objects;
import java.util.Optional;

/**
 * What to ask the shop.
 *
 * @param recent so many of the customer's last orders; 0: none
 * @param order the order of that number
 * @param offer what of the order of that number can be returned
 */
public record ShopQuery(int recent, Optional<String> order, Optional<String> offer) {
  /** Nothing. */
  public static final ShopQuery NOTHING = new ShopQuery(0, Optional.empty(), Optional.empty());

  public ShopQuery {
    Objects.requireNonNull(order);
    Objects.requireNonNull(offer);
  }
}
