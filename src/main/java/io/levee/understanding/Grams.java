package io.levee.understanding;

import java.util.HashMap;
import java.util.Map;

/**
 * The features of a text for the lexical stage: of Chinese its characters, pairs and triples; of
 * spaced scripts its words, neighbouring words, and the words' triples of letters, which survive a
 * typo.
 */
final class Grams {
  /**
   * Weights of one, two and three characters: a single one says less, a triple repeats its pairs.
   */
  private static final float[] HAN = {0.8f, 1, 0.5f};

  /** Weights of a word, two neighbours, and three letters. */
  private static final float[] WORD = {1, 0.7f, 0.35f};

  private Grams() {}

  /** Feature → weight (how often it occurs, times how much its kind says). */
  static Map<String, Float> of(String normalised) {
    Map<String, Float> grams = new HashMap<>();
    String before = "";
    int i = 0;
    while (i < normalised.length()) {
      char c = normalised.charAt(i);
      if (c == ' ') {
        i++;
      } else if (Han.is(c)) {
        int end = i;
        while (end < normalised.length() && Han.is(normalised.charAt(end))) {
          end++;
        }
        han(normalised.substring(i, end), grams);
        before = "";
        i = end;
      } else {
        int end = i;
        while (end < normalised.length()
            && normalised.charAt(end) != ' '
            && !Han.is(normalised.charAt(end))) {
          end++;
        }
        String word = normalised.substring(i, end);
        word(word, before, grams);
        before = word;
        i = end;
      }
    }
    return grams;
  }

  private static void han(String run, Map<String, Float> grams) {
    for (int i = 0; i < run.length(); i++) {
      add(grams, run.substring(i, i + 1), HAN[0]);
      if (i + 2 <= run.length()) {
        add(grams, run.substring(i, i + 2), HAN[1]);
      }
      if (i + 3 <= run.length()) {
        add(grams, run.substring(i, i + 3), HAN[2]);
      }
    }
  }

  private static void word(String word, String before, Map<String, Float> grams) {
    add(grams, word, WORD[0]);
    if (!before.isEmpty()) {
      add(grams, before + ' ' + word, WORD[1]);
    }
    String padded = '^' + word + '$';
    for (int i = 0; i + 3 <= padded.length(); i++) {
      add(grams, '~' + padded.substring(i, i + 3), WORD[2]);
    }
  }

  private static void add(Map<String, Float> grams, String gram, float weight) {
    grams.merge(gram, weight, Float::sum);
  }
}
