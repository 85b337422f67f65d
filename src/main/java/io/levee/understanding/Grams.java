package io.levee.understanding;

import java.util.Arrays;

/**
 * The features of a text for the lexical stage: of Chinese its characters, pairs and triples; of
 * spaced scripts its words, neighbouring words, and the words' triples of letters, which survive a
 * typo. Each is a number: a hash, and in its last bits what kind it is of.
 */
final class Grams {
  private static final int KIND_BITS = 3;
  private static final int KINDS = (1 << KIND_BITS) - 1;
  private static final int LONGEST = 3;

  /** Kinds: so many characters, less one; then a word, two neighbours, three letters. */
  private static final int WORD = 3;

  private static final int PAIR = 4;
  private static final int LETTERS = 5;

  /**
   * What a kind says: a single character less than two, and three repeat their pairs; likewise
   * words.
   */
  private static final float[] WEIGHTS = {0.8f, 1, 0.5f, 1, 0.7f, 0.35f};

  private static final long SEED = 0x9E3779B97F4A7C15L;

  private long[] grams = new long[64];
  private int size;

  private Grams() {}

  /** Sorted, with repetitions; none is 0. */
  static long[] of(String normalised) {
    Grams all = new Grams();
    all.read(normalised);
    long[] grams = Arrays.copyOf(all.grams, all.size);
    Arrays.sort(grams);
    return grams;
  }

  /** How much the gram's kind says. */
  static float weight(long gram) {
    return WEIGHTS[(int) gram & KINDS];
  }

  private void read(String text) {
    long before = 0;
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
        characters(text, i, end);
        before = 0;
      } else {
        before = word(text, i, end, before);
      }
      i = end;
    }
  }

  private void characters(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      long hash = SEED;
      for (int j = i; j < Math.min(to, i + LONGEST); j++) {
        hash = mix(hash, text.charAt(j));
        add(hash, j - i);
      }
    }
  }

  private long word(String text, int from, int to, long before) {
    long word = mix(SEED, WORD);
    for (int i = from; i < to; i++) {
      word = mix(word, text.charAt(i));
    }
    add(word, WORD);
    if (before != 0) {
      add(mix(mix(before, PAIR), word), PAIR);
    }
    long first = '^';
    long second = text.charAt(from);
    for (int i = from + 1; i <= to; i++) {
      long third = i < to ? text.charAt(i) : '$';
      add(mix(mix(mix(SEED, first), second), third), LETTERS);
      first = second;
      second = third;
    }
    return word;
  }

  private void add(long hash, int kind) {
    if (size == grams.length) {
      grams = Arrays.copyOf(grams, size * 2);
    }
    long gram = (hash & ~(long) KINDS) | kind;
    grams[size++] = gram == 0 ? 1 << KIND_BITS : gram;
  }

  /** The finaliser of SplitMix64 (Steele et al. 2014). */
  private static long mix(long hash, long next) {
    long z = (hash ^ next) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
