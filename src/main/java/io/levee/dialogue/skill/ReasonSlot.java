package io.levee.dialogue.skill;

import io.levee.storefront.ReturnOffer;
import io.levee.storefront.ReturnOffer.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why the goods go back: one of the shop's reasons. */
final class ReasonSlot implements Slot {
  static final String NAME = "reason";
  private static final double ALIKE = 0.34;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> read(String text, View view) {
    return reasons(view).stream()
        .filter(reason -> Said.same(text, view.in(reason.label())))
        .map(Reason::code)
        .findFirst();
  }

  @Override
  public Optional<String> guess(String text, View view) {
    return reasons(view).stream()
        .filter(reason -> Said.likeness(text, view.in(reason.label())) >= ALIKE)
        .max(Comparator.comparingDouble(r -> Said.likeness(text, view.in(r.label()))))
        .map(Reason::code);
  }

  @Override
  public Optional<String> fault(String value, View view) {
    return reasons(view).stream().anyMatch(reason -> reason.code().equals(value))
        ? Optional.empty()
        : Optional.of(view.say("return.reason.unknown"));
  }

  @Override
  public String title(View view) {
    return view.say("slot.reason");
  }

  @Override
  public String question(View view) {
    String order = view.value(OrderSlot.NAME).orElse("");
    return ItemSlot.all(view)
        ? view.say("return.reason.all", order)
        : view.say(
            "return.reason",
            order,
            ItemSlot.line(view).map(line -> ItemSlot.label(line, view)).orElse(""));
  }

  @Override
  public List<String> options(View view) {
    return reasons(view).stream()
        .limit(view.most())
        .map(reason -> view.in(reason.label()))
        .toList();
  }

  static String label(View view) {
    return reasons(view).stream()
        .filter(reason -> view.value(NAME).equals(Optional.of(reason.code())))
        .map(reason -> view.in(reason.label()))
        .findFirst()
        .orElse("");
  }

  private static List<Reason> reasons(View view) {
    return view.shop().offer().found().map(ReturnOffer::reasons).orElse(List.of());
  }
}
