package io.levee.understanding;

import java.util.regex.Pattern;

/**
 * The text as the encoders read it. They learned from sentences with their punctuation, and tell
 * more apart by it than without, and know 如何 as well as 怎么; where {@link Normalizer} changed more
 * than that, its spelling is the plainer one.
 */
final class AsWritten {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** What is as plain as the word that {@link Normalizer} puts for it. */
  private static final Pattern PLAIN = Pattern.compile("如何|怎样|何时|几时");

  private AsWritten() {}

  /**
   * @param normalised the same text, by {@link Normalizer}
   */
  static String of(String text, String normalised) {
    String light = Folding.lower(Folding.script(Folding.width(text)));
    light = SPACES.matcher(light).replaceAll(" ").strip();
    return sameLetters(usual(light), normalised) ? light : normalised;
  }

  private static String usual(String text) {
    return PLAIN.matcher(text).replaceAll(found -> found.group().endsWith("时") ? "什么时候" : "怎么");
  }

  private static boolean sameLetters(String a, String b) {
    int i = 0;
    int j = 0;
    while (true) {
      while (i < a.length() && !Character.isLetterOrDigit(a.charAt(i))) {
        i++;
      }
      while (j < b.length() && !Character.isLetterOrDigit(b.charAt(j))) {
        j++;
      }
      if (i == a.length() || j == b.length()) {
        return i == a.length() && j == b.length();
      }
      if (a.charAt(i++) != b.charAt(j++)) {
        return false;
      }
    }
  }
}
