package io.levee.understanding;

/** A text in runs: of Chinese characters, and words of spaced scripts. What grams are made of. */
final class Runs {
  /** What a gram's hash begins with. */
  static final long SEED = 0x9E3779B97F4A7C15L;

  /** Told of each run in its turn; {@code to} is behind its last character. */
  interface Sink {
    void characters(String text, int from, int to);

    void word(String text, int from, int to);
  }

  private Runs() {}

  static void read(String text, Sink sink) {
    int i = 0;
    while (i < text.length()) {
      if (text.charAt(i) == ' ') {
        i++;
        continue;
      }
      boolean han = Han.is(text.charAt(i));
      int end = i + 1;
      while (end < text.length() && text.charAt(end) != ' ' && Han.is(text.charAt(end)) == han) {
        end++;
      }
      if (han) {
        sink.characters(text, i, end);
      } else {
        sink.word(text, i, end);
      }
      i = end;
    }
  }

  /**
   * The hash with one more character, or number; the finaliser of SplitMix64 (Steele et al. 2014).
   */
  static long mix(long hash, long next) {
    long z = (hash ^ next) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
