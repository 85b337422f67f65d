package io.levee.understanding;

import java.util.Arrays;

/**
 * The features of a text for the lexical stage: of Chinese its characters, pairs and triples; of
 * spaced scripts its words, neighbouring words, and the words' triples of letters, which survive a
 * typo. Each is a number: a hash, and in its last bits what kind it is of.
 */
final class Grams implements Runs.Sink {
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

  private long[] grams = new long[64];
  private int size;
  private long before; // the word before, 0 for none

  private Grams() {}

  /** Sorted, with repetitions; none is 0. */
  static long[] of(String normalised) {
    Grams all = new Grams();
    Runs.read(normalised, all);
    long[] grams = Arrays.copyOf(all.grams, all.size);
    Arrays.sort(grams);
    return grams;
  }

  /** How much the gram's kind says. */
  static float weight(long gram) {
    return WEIGHTS[(int) gram & KINDS];
  }

  @Override
  public void characters(String text, int from, int to) {
    before = 0;
    for (int i = from; i < to; i++) {
      long hash = Runs.SEED;
      for (int j = i; j < Math.min(to, i + LONGEST); j++) {
        hash = Runs.mix(hash, text.charAt(j));
        add(hash, j - i);
      }
    }
  }

  @Override
  public void word(String text, int from, int to) {
    long word = Runs.mix(Runs.SEED, WORD);
    for (int i = from; i < to; i++) {
      word = Runs.mix(word, text.charAt(i));
    }
    add(word, WORD);
    if (before != 0) {
      add(Runs.mix(Runs.mix(before, PAIR), word), PAIR);
    }
    long first = '^';
    long second = text.charAt(from);
    for (int i = from + 1; i <= to; i++) {
      long third = i < to ? text.charAt(i) : '$';
      add(Runs.mix(Runs.mix(Runs.mix(Runs.SEED, first), second), third), LETTERS);
      first = second;
      second = third;
    }
    before = word;
  }

  private void add(long hash, int kind) {
    if (size == grams.length) {
      grams = Arrays.copyOf(grams, size * 2);
    }
    long gram = (hash & ~(long) KINDS) | kind;
    grams[size++] = gram == 0 ? 1 << KIND_BITS : gram;
  }
}
