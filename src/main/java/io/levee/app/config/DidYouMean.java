package io.levee.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The nearest of what would have been right. */
final class DidYouMean {
  private DidYouMean() {}

  /**
   * @return {@code "; did you mean x?"}, or nothing when nothing is near
   */
  static String hint(String written, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(k -> distance(written, k)))
        .filter(k -> distance(written, k) <= Math.max(1, written.length() / 3))
        .map(k -> "; did you mean " + k + "?")
        .orElse("");
  }

  /** Edits between the two, letter case aside (Levenshtein). */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(last[j], row[j - 1]));
      }
      last = row;
    }
    return last[b.length()];
  }
}
