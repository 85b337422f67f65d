package io.levee.dialogue.skill;

import io.levee.dialogue.skill.Lookup.Gap;
import io.levee.storefront.Order;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which order: by its number, or one of the last ones. */
record OrderSlot(String question, boolean takesTheOnlyOne, Set<String> clears) implements Slot {
  static final String NAME = "order";
  private static final double ALIKE = 0.5;

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
    return view.order().or(() -> byParcel(text, view)).or(() -> byProduct(view));
  }

  /** The one order that has what was named; never instead of one that is known. */
  private Optional<String> byProduct(View view) {
    Optional<String> sku = view.value(Skills.PRODUCT);
    // What can be returned of an order is asked for once its number is said.
    if (!takesTheOnlyOne || sku.isEmpty() || view.value(NAME).isPresent()) {
      return Optional.empty();
    }
    List<String> having =
        orders(view)
            .filter(order -> order.lines().stream().anyMatch(l -> l.sku().equals(sku.get())))
            .map(Order::number)
            .toList();
    return having.size() == 1 ? Optional.of(having.getFirst()) : Optional.empty();
  }

  private static Optional<String> byParcel(String text, View view) {
    String said = text.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    return orders(view)
        .filter(
            order ->
                order.parcels().stream()
                    .map(parcel -> parcel.trackingNumber().toUpperCase(Locale.ROOT))
                    .anyMatch(number -> !number.isEmpty() && said.contains(number)))
        .map(Order::number)
        .findFirst();
  }

  @Override
  public Optional<String> guess(String text, View view) {
    return orders(view)
        .filter(order -> Said.likeness(text, OrderWords.goods(order, view)) >= ALIKE)
        .max(Comparator.comparingDouble(o -> Said.likeness(text, OrderWords.goods(o, view))))
        .map(Order::number);
  }

  private static Stream<Order> orders(View view) {
    return view.shop().recent().found().orElse(List.of()).stream();
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
        + OrderNumber.PART
        + OrderWords.goods(order, view)
        + OrderNumber.PART
        + OrderWords.state(order, view);
  }
}
