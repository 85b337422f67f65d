package io.levee.dialogue.skill;

import io.levee.conversation.Named;
import io.levee.understanding.slots.Slot;
import io.levee.understanding.slots.SlotContext;
import io.levee.understanding.slots.SlotKind;
import io.levee.understanding.slots.Slots;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An order's number in what a shopper wrote. */
public final class OrderNumber {
  /** What parts a label; nobody types it. */
  static final String PART = " · ";

  private static final Pattern LABEL =
      Pattern.compile("(\\S{1,64})" + PART + ".+" + PART + ".+", Pattern.DOTALL);

  /** The day does not matter to numbers. */
  private static final SlotContext PARCELS = SlotContext.on(LocalDate.EPOCH);

  private static final SlotContext ORDERS =
      PARCELS.withOrderNumbers(
          List.of(Pattern.compile("[A-Z]{1,4}\\d{5,20}"), Pattern.compile("\\d{9,20}")));

  private static final int FEWEST_DIGITS = 5;

  private OrderNumber() {}

  /** As it stands in a label, whatever it looks like; else what looks like one. */
  public static Optional<String> in(String text) {
    return labelled(text).or(() -> find(text).map(Slot::value));
  }

  /** The same of a message whose named things are known. */
  public static Optional<String> in(String text, List<Named> named) {
    return labelled(text).or(() -> order(named).map(Named::value));
  }

  private static Optional<String> labelled(String text) {
    if (!text.contains(PART)) {
      return Optional.empty();
    }
    Matcher label = LABEL.matcher(text);
    return label.matches() ? Optional.of(label.group(1)) : Optional.empty();
  }

  private static Optional<Named> order(List<Named> named) {
    for (Named one : named) {
      if (one.kind().equals("order_number")) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** The text without the order's number among what it names. */
  public static String without(String text, List<Named> named) {
    return order(named)
        .map(one -> text.substring(0, one.start()) + ' ' + text.substring(one.end()))
        .map(String::strip)
        .orElse(text);
  }

  /** The text without the number: what is left says what is wanted. */
  public static String without(String text) {
    return find(text)
        .map(slot -> text.substring(0, slot.start()) + ' ' + text.substring(slot.end()))
        .map(String::strip)
        .orElse(text);
  }

  /**
   * All that a text names, an order's number among it. A carrier's number is no order's, though it
   * may look like one.
   */
  public static List<Slot> named(String text, SlotContext context) {
    List<Slot> usual = Slots.find(text, context.withOrderNumbers(PARCELS.orderNumbers()));
    // Most texts have no number at all, and are searched once.
    if (!numbered(text)) {
      return usual;
    }
    Set<String> parcels =
        usual.stream()
            .filter(slot -> slot.kind() == SlotKind.TRACKING_NUMBER)
            .map(Slot::value)
            .collect(Collectors.toSet());
    List<Slot> orders =
        Slots.find(text, context.withOrderNumbers(ORDERS.orderNumbers())).stream()
            .filter(slot -> slot.kind() == SlotKind.ORDER_NUMBER && !parcels.contains(slot.value()))
            .toList();
    return Stream.concat(
            orders.stream(),
            usual.stream()
                .filter(
                    slot ->
                        orders.stream()
                            .noneMatch(o -> o.start() < slot.end() && slot.start() < o.end())))
        .sorted(Comparator.comparingInt(Slot::start))
        .toList();
  }

  private static boolean numbered(String text) {
    int digits = 0;
    for (int i = 0; i < text.length() && digits < FEWEST_DIGITS; i++) {
      digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits == FEWEST_DIGITS;
  }

  private static Optional<Slot> find(String text) {
    return numbered(text)
        ? named(text, PARCELS).stream()
            .filter(slot -> slot.kind() == SlotKind.ORDER_NUMBER)
            .findFirst()
        : Optional.empty();
  }
}
