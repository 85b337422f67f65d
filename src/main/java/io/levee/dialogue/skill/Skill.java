package io.levee.dialogue.skill;

import io.levee.conversation.Form;
import java.util.List;
import java.util.Optional;

/** Something the bot does by itself: which slots it needs, and what it does once it has them. */
interface Skill {
  /** As kept in {@link Form#skill}. */
  String name();

  /** In the order they are asked for. */
  List<Slot> slots();

  /**
   * What to ask the shop.
   *
   * @param order the number of the order in question, be it from the message just heard
   * @param choosing whether the shopper is to choose an order, as far as one can see yet
   * @param recent how many of the last orders to choose from
   */
  ShopQuery query(Optional<String> order, boolean choosing, int recent);

  /** Why it cannot go on, whatever else is known; empty when it can. */
  Optional<Ending> end(View view);

  /** What is about to be done, to be confirmed; empty when there is nothing to confirm. */
  Optional<String> summary(View view);

  /** All is known, and confirmed. */
  Ending finish(View view);
}
