package io.levee.dialogue.skill;

import io.levee.understanding.slots.Slot;
import io.levee.understanding.slots.SlotContext;
import io.levee.understanding.slots.SlotKind;
import io.levee.understanding.slots.Slots;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
  static Optional<String> in(String text) {
    Matcher label = LABEL.matcher(text);
    return label.matches() ? Optional.of(label.group(1)) : find(text).map(Slot::value);
  }

  /** The text without the number: what is left says what is wanted. */
  public static String without(String text) {
    return find(text)
        .map(slot -> text.substring(0, slot.start()) + ' ' + text.substring(slot.end()))
        .map(String::strip)
        .orElse(text);
  }

  /** A carrier's number is no order's, though it may look like one. */
  private static Optional<Slot> find(String text) {
    // Asked of every message, on its event loop: most have no number at all.
    if (text.codePoints().filter(Character::isDigit).limit(FEWEST_DIGITS).count() < FEWEST_DIGITS) {
      return Optional.empty();
    }
    Set<String> parcels =
        Slots.find(text, PARCELS).stream()
            .filter(slot -> slot.kind() == SlotKind.TRACKING_NUMBER)
            .map(Slot::value)
            .collect(Collectors.toSet());
    return Slots.find(text, ORDERS).stream()
        .filter(slot -> slot.kind() == SlotKind.ORDER_NUMBER && !parcels.contains(slot.value()))
        .findFirst();
  }
}
