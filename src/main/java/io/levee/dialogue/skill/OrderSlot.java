package io.levee.dialogue.skill;

import io.levee.dialogue.skill.Lookup.Gap;
import io.levee.storefront.Order;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which order: by its number, or one of the last ones. */
record OrderSlot(String question, boolean takesTheOnlyOne, Set<String> clears) implements Slot {
  static final String NAME = "order";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> only(View view) {
    return view.shop()
        .recent()
        .found()
        .filter(orders -> takesTheOnlyOne && orders.size() == 1)
        .map(orders -> orders.getFirst().number());
  }

  @Override
  public Optional<String> read(String text, View view) {
    return OrderNumber.in(text);
  }

  @Override
  public Optional<String> fault(String number, View view) {
    ShopFacts shop = view.shop();
    return shop.order().lacks(Gap.NO_SUCH_ORDER) || shop.offer().lacks(Gap.NO_SUCH_ORDER)
        ? Optional.of(view.say("order.unknown", number))
        : Optional.empty();
  }

  @Override
  public String title(View view) {
    return view.say("slot.order");
  }

  @Override
  public String question(View view) {
    return view.say(
        view.shop().recent().found().map(List::isEmpty).orElse(true)
            ? "order.which.number"
            : question);
  }

  @Override
  public List<String> options(View view) {
    return view.shop().recent().found().orElse(List.of()).stream()
        .limit(view.most())
        .map(order -> label(order, view))
        .toList();
  }

  /** Begins with the number, by which it is read again. */
  static String label(Order order, View view) {
    return order.number()
        + " · "
        + OrderWords.goods(order, view)
        + " · "
        + OrderWords.state(order, view);
  }
}
