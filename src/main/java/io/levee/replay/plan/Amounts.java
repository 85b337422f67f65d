package io.levee.replay.plan;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people write them. */
public final class Amounts {
  private static final Pattern DURATION =
      Pattern.compile("([0-9]*\\.?[0-9]+)\\s*(us|µs|ms|s|m|h|d)?");

  private Amounts() {}

  /**
   * @param text such as {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}; a bare number is seconds
   * @return seconds; empty when it is none
   */
  public static OptionalDouble seconds(String text) {
    return seconds(text, 1);
  }

  /**
   * @param bare how many seconds a number without unit counts
   */
  static OptionalDouble seconds(String text, double bare) {
    Matcher matcher = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(matcher.group(1));
    String unit = matcher.group(2) == null ? "" : matcher.group(2);
    double factor =
        switch (unit) {
          case "us", "µs" -> 1e-6;
          case "ms" -> 1e-3;
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3_600;
          case "d" -> 86_400;
          default -> bare;
        };
    return OptionalDouble.of(number * factor);
  }
}
