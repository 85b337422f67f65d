package io.levee.understanding.slots;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what a text names. In time linear in the text's length: every pattern's repetitions are
 * bounded. Where two readings overlap, the surer stands, then the longer.
 */
public final class Slots {
  /** Most slots reported of one text. */
  public static final int MOST = 32;

  /** Readings weighed against each other; a text that has more is no sentence. */
  private static final int MOST_READINGS = 512;

  private static final List<Finder> FINDERS =
      List.of(
          new NumberFinder(),
          new AddressFinder(),
          new DateFinder(),
          new AmountFinder(),
          new BodyFinder(),
          new SizeFinder(),
          (text, context, found) -> context.catalogue().find(text, found));

  private Slots() {}

  /**
   * @param text as typed; nothing is found beyond its first 1,000 code units
   * @return at most {@link #MOST}, in the order of the text, none overlapping
   */
  public static List<Slot> find(String text, SlotContext context) {
    if (text.isBlank()) {
      return List.of();
    }
    Folded folded = Folded.of(text);
    List<Slot> readings = new ArrayList<>();
    for (Finder finder : FINDERS) {
      finder.find(
          folded,
          context,
          slot -> {
            if (readings.size() < MOST_READINGS && slot.confidence() >= 0.5) {
              readings.add(slot);
            }
          });
    }
    return settle(readings);
  }

  private static List<Slot> settle(List<Slot> readings) {
    readings.sort(
        Comparator.comparing(Slot::confidence)
            .thenComparing(s -> s.end() - s.start())
            .reversed()
            .thenComparing(Slot::start));
    List<Slot> kept = new ArrayList<>();
    for (Slot slot : readings) {
      if (kept.size() < MOST && kept.stream().noneMatch(slot::meets)) {
        kept.add(slot);
      }
    }
    kept.sort(Comparator.comparing(Slot::start));
    return List.copyOf(kept);
  }
}
