package io.levee.dialogue.skill;

import io.levee.conversation.Effect;
import io.levee.storefront.Refusal;
import io.levee.storefront.ReturnOffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the shop to take goods back, once all is said and confirmed. */
final class ReturnGoods implements Skill {
  private final List<Slot> slots =
      List.of(
          new OrderSlot("order.which.return", false, Set.of(ItemSlot.NAME, PiecesSlot.NAME)),
          new ItemSlot(),
          new PiecesSlot(),
          new ReasonSlot());

  @Override
  public String name() {
    return "return";
  }

  @Override
  public List<Slot> slots() {
    return slots;
  }

  @Override
  public ShopQuery query(Optional<String> order, boolean choosing, int recent) {
    return new ShopQuery(choosing || order.isEmpty() ? recent : 0, order, order);
  }

  @Override
  public Optional<Ending> end(View view) {
    Optional<ReturnOffer> offer = view.shop().offer().found();
    if (offer.isPresent() && view.value(OrderSlot.NAME).isPresent()) {
      String order = offer.get().orderNumber();
      return offer.get().lines().isEmpty()
          ? Optional.of(
              Ending.troubled(refusal(offer.get().refusal().orElse(Refusal.OTHER), order, view)))
          : Optional.empty();
    }
    return view.shop().recent().found().map(List::isEmpty).orElse(false)
            && view.value(OrderSlot.NAME).isEmpty()
        ? Optional.of(Ending.plain(view.say("order.none")))
        : Optional.empty();
  }

  @Override
  public Optional<String> summary(View view) {
    return Optional.of(
        view.say(
            "return.confirm",
            view.value(OrderSlot.NAME).orElseThrow(),
            goods(view),
            ReasonSlot.label(view)));
  }

  @Override
  public Ending finish(View view) {
    String order = view.value(OrderSlot.NAME).orElseThrow();
    return new Ending(
        view.say("return.asked", order, goods(view)),
        "",
        List.of(),
        List.of(new Effect.Return(order, pieces(view), view.value(ReasonSlot.NAME).orElseThrow())),
        false,
        false);
  }

  static String refusal(Refusal refusal, String order, View view) {
    return view.say("return.refused." + ReturnWords.tag(refusal), order);
  }

  private static String goods(View view) {
    Map<String, Integer> pieces = pieces(view);
    if (ItemSlot.all(view)) {
      int sum = pieces.values().stream().mapToInt(Integer::intValue).sum();
      return view.say("return.everything", Integer.toString(sum));
    }
    ReturnOffer.Line line = ItemSlot.line(view).orElseThrow();
    return view.say(
        "return.goods",
        ItemSlot.label(line, view),
        Integer.toString(pieces.values().iterator().next()));
  }

  private static Map<String, Integer> pieces(View view) {
    Map<String, Integer> pieces = new LinkedHashMap<>();
    for (ReturnOffer.Line line : ItemSlot.lines(view)) {
      if (ItemSlot.all(view)) {
        pieces.put(line.id(), line.pieces());
      } else if (view.value(ItemSlot.NAME).equals(Optional.of(line.id()))) {
        pieces.put(
            line.id(), view.value(PiecesSlot.NAME).map(Integer::valueOf).orElse(line.pieces()));
      }
    }
    return pieces;
  }
}
