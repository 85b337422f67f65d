package io.levee.understanding.slots;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What must be known to read a text.
 *
 * @param today the shopper's day, from which 昨天 is counted
 * @param orderNumbers what the shop's order numbers look like, tried on whole numbers of at most 32
 *     letters and digits, in upper case, without spaces and dashes
 * @param catalogue what the shop sells
 */
public record SlotContext(LocalDate today, List<Pattern> orderNumbers, Catalogue catalogue) {
  /** The order numbers of most Chinese shops and platforms. */
  public static final List<Pattern> USUAL_ORDER_NUMBERS = List.of(Pattern.compile("\\d{12,20}"));

  public SlotContext {
    Objects.requireNonNull(today);
    orderNumbers = List.copyOf(orderNumbers);
    Objects.requireNonNull(catalogue);
  }

  /** With {@link #USUAL_ORDER_NUMBERS} and an empty catalogue. */
  public static SlotContext on(LocalDate today) {
    return new SlotContext(today, USUAL_ORDER_NUMBERS, Catalogue.EMPTY);
  }

  public SlotContext withOrderNumbers(List<Pattern> patterns) {
    return new SlotContext(today, patterns, catalogue);
  }

  public SlotContext withCatalogue(Catalogue products) {
    return new SlotContext(today, orderNumbers, products);
  }
}
