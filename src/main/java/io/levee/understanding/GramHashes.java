package io.levee.understanding;

import java.util.Arrays;

/**
 * The features of a text for the classifier, as hashes of 64 bits, which need no strings: of
 * Chinese one to four neighbouring characters; of spaced scripts the words, two neighbouring words,
 * and two to four letters within a word, its ends marked.
 */
final class GramHashes {
  private static final int LONGEST = 4;
  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final long WORD = 1;
  private static final long PAIR = 2;
  private static final long LETTERS = 3;

  private long[] hashes = new long[64];
  private int size;

  private GramHashes() {}

  /** Sorted, with repetitions. */
  static long[] of(String normalised) {
    GramHashes grams = new GramHashes();
    grams.read(normalised);
    long[] all = Arrays.copyOf(grams.hashes, grams.size);
    Arrays.sort(all);
    return all;
  }

  private void read(String text) {
    long before = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ' ') {
        i++;
        continue;
      }
      boolean han = Han.is(c);
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
        add(hash);
      }
    }
  }

  private long word(String text, int from, int to, long before) {
    long word = mix(SEED, WORD);
    for (int i = from; i < to; i++) {
      word = mix(word, text.charAt(i));
    }
    add(word);
    if (before != 0) {
      add(mix(mix(before, PAIR), word));
    }
    for (int i = from - 1; i < to; i++) { // one before and one after stand for the ends
      long hash = mix(SEED, LETTERS);
      for (int j = i; j < Math.min(to + 1, i + LONGEST); j++) {
        hash = mix(hash, j < from ? '^' : j == to ? '$' : text.charAt(j));
        if (j > i) {
          add(hash);
        }
      }
    }
    return word;
  }

  private void add(long hash) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = hash;
  }

  /** The finaliser of SplitMix64 (Steele et al. 2014). */
  private static long mix(long hash, long next) {
    long z = (hash ^ next) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
