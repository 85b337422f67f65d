package io.levee.understanding;

import java.util.Arrays;

/**
 * The features of a text for the classifier, as hashes of 64 bits, which need no strings: of
 * Chinese one to four neighbouring characters; of spaced scripts the words, two neighbouring words,
 * and two to four letters within a word, its ends marked.
 */
final class GramHashes implements Runs.Sink {
  private static final int LONGEST = 4;
  private static final long WORD = 1;
  private static final long PAIR = 2;
  private static final long LETTERS = 3;

  private long[] hashes = new long[64];
  private int size;
  private long before; // the word before, 0 for none

  private GramHashes() {}

  /** Sorted, with repetitions. */
  static long[] of(String normalised) {
    GramHashes grams = new GramHashes();
    Runs.read(normalised, grams);
    long[] all = Arrays.copyOf(grams.hashes, grams.size);
    Arrays.sort(all);
    return all;
  }

  @Override
  public void characters(String text, int from, int to) {
    before = 0;
    for (int i = from; i < to; i++) {
      long hash = Runs.SEED;
      for (int j = i; j < Math.min(to, i + LONGEST); j++) {
        hash = Runs.mix(hash, text.charAt(j));
        add(hash);
      }
    }
  }

  @Override
  public void word(String text, int from, int to) {
    long word = Runs.mix(Runs.SEED, WORD);
    for (int i = from; i < to; i++) {
      word = Runs.mix(word, text.charAt(i));
    }
    add(word);
    if (before != 0) {
      add(Runs.mix(Runs.mix(before, PAIR), word));
    }
    for (int i = from - 1; i < to; i++) { // one before and one after stand for the ends
      long hash = Runs.mix(Runs.SEED, LETTERS);
      for (int j = i; j < Math.min(to + 1, i + LONGEST); j++) {
        hash = Runs.mix(hash, j < from ? '^' : j == to ? '$' : text.charAt(j));
        if (j > i) {
          add(hash);
        }
      }
    }
    before = word;
  }

  private void add(long hash) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = hash;
  }
}
