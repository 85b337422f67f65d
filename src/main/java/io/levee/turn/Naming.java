package io.levee.turn;

import io.levee.conversation.Named;
import io.levee.dialogue.skill.OrderNumber;
import io.levee.understanding.slots.Catalogue;
import io.levee.understanding.slots.Slot;
import io.levee.understanding.slots.SlotContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Finds what a message names, once, for all who want to know. */
final class Naming {
  private Naming() {}

  /**
   * @param today the shopper's day
   */
  static List<Named> in(String text, LocalDate today, Catalogue catalogue) {
    SlotContext context = SlotContext.on(today).withCatalogue(catalogue);
    return OrderNumber.named(text, context).stream().map(Naming::named).toList();
  }

  private static Named named(Slot slot) {
    return new Named(
        slot.kind().name().toLowerCase(Locale.ROOT),
        slot.start(),
        slot.end(),
        slot.value(),
        slot.detail(),
        slot.confidence(),
        slot.kind().personal());
  }
}
