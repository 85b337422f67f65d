package io.levee.dialogue.skill;

import io.levee.storefront.Fulfilment;
import io.levee.storefront.Order;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where is my order? */
final class TrackOrder implements Skill {
  private static final int MOST_OTHERS = 3;

  private final List<Slot> slots = List.of(new OrderSlot("order.which.track", true, Set.of()));

  @Override
  public String name() {
    return "track";
  }

  @Override
  public List<Slot> slots() {
    return slots;
  }

  @Override
  public ShopQuery query(Optional<String> order, boolean choosing, int recent) {
    return new ShopQuery(recent, order, Optional.empty());
  }

  @Override
  public Optional<Ending> end(View view) {
    boolean none = view.shop().recent().found().map(List::isEmpty).orElse(false);
    return none && view.shop().order().found().isEmpty() && view.value(OrderSlot.NAME).isEmpty()
        ? Optional.of(Ending.plain(view.say("order.none")))
        : Optional.empty();
  }

  @Override
  public Optional<String> summary(View view) {
    return Optional.empty();
  }

  @Override
  public Ending finish(View view) {
    String number = view.value(OrderSlot.NAME).orElseThrow();
    List<Order> recent = view.shop().recent().found().orElse(List.of());
    Order order =
        view.shop()
            .order()
            .found()
            .or(() -> recent.stream().filter(o -> o.number().equals(number)).findFirst())
            .orElseThrow();
    List<String> others =
        recent.stream()
            .filter(o -> !o.number().equals(order.number()))
            .limit(MOST_OTHERS)
            .map(o -> OrderSlot.label(o, view))
            .toList();
    return new Ending(
        OrderWords.story(order, view),
        order.number(),
        others,
        List.of(),
        order.fulfilment() == Fulfilment.DELIVERED && !order.cancelled(),
        OrderWords.troubled(order));
  }
}
