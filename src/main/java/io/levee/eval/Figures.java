package io.levee.eval;

import java.util.Locale;

/** How figures are written. */
final class Figures {
  private Figures() {}

  /** To four places: more would be noise. */
  static double round(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  /** {@code 0.931} */
  static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** The text in one line, cut after so many characters. */
  static String brief(String text, int most) {
    String line = text.replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)) + '…';
  }
}
