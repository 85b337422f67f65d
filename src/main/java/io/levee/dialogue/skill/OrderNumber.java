package io.levee.dialogue.skill;

import io.levee.understanding.slots.SlotContext;
import io.levee.understanding.slots.SlotKind;
import io.levee.understanding.slots.Slots;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An order's number in what a shopper wrote. */
final class OrderNumber {
  /** The day does not matter to numbers. */
  private static final SlotContext CONTEXT =
      SlotContext.on(LocalDate.EPOCH)
          .withOrderNumbers(
              List.of(Pattern.compile("[A-Z]{1,4}\\d{5,20}"), Pattern.compile("\\d{8,20}")));

  private OrderNumber() {}

  static Optional<String> in(String text) {
    return Slots.find(text, CONTEXT).stream()
        .filter(slot -> slot.kind() == SlotKind.ORDER_NUMBER)
        .map(slot -> slot.value())
        .findFirst();
  }
}
