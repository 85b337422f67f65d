package io.levee.dialogue.skill;

import io.levee.dialogue.skill.Lookup.Gap;
import io.levee.storefront.Order;
import io.levee.storefront.ReturnOffer;
import java.util.List;
import java.util.stream.Stream;

/** What the shop said to a {@link ShopQuery}. */
public record ShopFacts(
    Lookup<List<Order>> recent, Lookup<Order> order, Lookup<ReturnOffer> offer) {
  /** It was not asked. */
  public static final ShopFacts NONE =
      new ShopFacts(
          Lookup.missing(Gap.UNASKED), Lookup.missing(Gap.UNASKED), Lookup.missing(Gap.UNASKED));

  boolean lack(Gap why) {
    return Stream.of(recent, order, offer).anyMatch(lookup -> lookup.lacks(why));
  }
}
