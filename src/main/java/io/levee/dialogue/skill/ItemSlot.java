package io.levee.dialogue.skill;

import io.levee.storefront.Label;
import io.levee.storefront.Order;
import io.levee.storefront.ReturnOffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which of an order's goods go back: one line, or all that can. */
final class ItemSlot implements Slot {
  static final String NAME = "item";
  private static final String ALL = "*";
  private static final double ALIKE = 0.5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> clears() {
    return Set.of(PiecesSlot.NAME);
  }

  @Override
  public Optional<String> only(View view) {
    return lines(view).size() == 1 ? Optional.of(lines(view).getFirst().id()) : named(view);
  }

  /** The one line that has what was named. */
  private static Optional<String> named(View view) {
    Optional<String> sku = view.value(Skills.PRODUCT);
    List<String> lines =
        sku.isEmpty()
            ? List.of()
            : lines(view).stream()
                .map(ReturnOffer.Line::id)
                .filter(id -> ordered(id, view).filter(l -> l.sku().equals(sku.get())).isPresent())
                .toList();
    return lines.size() == 1 ? Optional.of(lines.getFirst()) : Optional.empty();
  }

  private static Optional<Order.Line> ordered(String id, View view) {
    return view.shop().order().found().stream()
        .flatMap(order -> order.lines().stream())
        .filter(line -> line.id().equals(id))
        .findFirst();
  }

  @Override
  public Optional<String> read(String text, View view) {
    if (Said.same(text, view.say("return.all"))) {
      return Optional.of(ALL);
    }
    return lines(view).stream()
        .filter(line -> Said.same(text, label(line, view)))
        .map(ReturnOffer.Line::id)
        .findFirst();
  }

  @Override
  public Optional<String> guess(String text, View view) {
    if (Said.all(text)) {
      return Optional.of(ALL);
    }
    return lines(view).stream()
        .filter(line -> Said.likeness(text, label(line, view)) >= ALIKE)
        .max(Comparator.comparingDouble(line -> Said.likeness(text, label(line, view))))
        .map(ReturnOffer.Line::id);
  }

  @Override
  public Optional<String> fault(String value, View view) {
    boolean offered =
        value.equals(ALL) || lines(view).stream().anyMatch(line -> line.id().equals(value));
    return offered ? Optional.empty() : Optional.of(view.say("return.item.unknown"));
  }

  @Override
  public String title(View view) {
    return view.say("slot.item");
  }

  @Override
  public String question(View view) {
    return view.say("return.item", view.value(OrderSlot.NAME).orElse(""));
  }

  @Override
  public List<String> options(View view) {
    List<String> options = new ArrayList<>();
    lines(view).stream().limit(view.most() - 1L).forEach(line -> options.add(label(line, view)));
    options.add(view.say("return.all"));
    return options;
  }

  static boolean all(View view) {
    return view.value(NAME).equals(Optional.of(ALL));
  }

  static List<ReturnOffer.Line> lines(View view) {
    return view.shop().offer().found().map(ReturnOffer::lines).orElse(List.of());
  }

  static Optional<ReturnOffer.Line> line(View view) {
    return lines(view).stream()
        .filter(line -> view.value(NAME).equals(Optional.of(line.id())))
        .findFirst();
  }

  /** With its variant: two sizes of one shirt are two lines. */
  static String label(ReturnOffer.Line line, View view) {
    Optional<Label> variant = ordered(line.id(), view).flatMap(Order.Line::variant);
    return view.in(line.title()) + variant.map(v -> ' ' + view.in(v)).orElse("");
  }
}
