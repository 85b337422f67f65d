package io.levee.understanding;

import java.util.Arrays;

/**
 * A bit a dimension of every vector: on which side of the mean it lies. Comparing bits finds the
 * vectors that may be near a hundred times faster than multiplying (random hyperplanes: Charikar,
 * STOC 2002); the few found are then compared exactly. Immutable.
 */
final class Signatures {
  private static final int BLOCK = 1_024;

  private final float[] mean;
  private final long[] bits; // all vectors' first words, then all second words, …
  private final int words;
  private final int count;

  Signatures(Rows vectors) {
    this.count = vectors.count();
    int dimensions = vectors.dimensions();
    this.mean = new float[dimensions];
    this.words = (dimensions + Long.SIZE - 1) / Long.SIZE;
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < dimensions; d++) {
        mean[d] += vectors.value(i, d) / count;
      }
    }
    this.bits = new long[count * words];
    for (int i = 0; i < count; i++) {
      long[] sign = sign(vectors, i);
      for (int w = 0; w < words; w++) {
        bits[w * count + i] = sign[w];
      }
    }
  }

  private long[] sign(Rows vectors, int row) {
    long[] sign = new long[words];
    for (int d = 0; d < mean.length; d++) {
      if (vectors.value(row, d) > mean[d]) {
        sign[d / Long.SIZE] |= 1L << (d % Long.SIZE);
      }
    }
    return sign;
  }

  private long[] sign(QuantizedVector vector) {
    long[] sign = new long[words];
    for (int d = 0; d < mean.length; d++) {
      if (vector.bytes()[d] * vector.scale() > mean[d]) {
        sign[d / Long.SIZE] |= 1L << (d % Long.SIZE);
      }
    }
    return sign;
  }

  /** Those that share most bits with the vector: at least that many, more when several tie. */
  int[] nearest(QuantizedVector vector, int least) {
    return nearest(sign(vector), least);
  }

  /** Those that share most bits with one of them, itself among them. */
  int[] nearest(int one, int least) {
    long[] sign = new long[words];
    for (int w = 0; w < words; w++) {
      sign[w] = bits[w * count + one];
    }
    return nearest(sign, least);
  }

  /** Block by block, so that what is counted stays at hand. */
  private int[] nearest(long[] sign, int least) {
    short[] distances = new short[count];
    int[] often = new int[mean.length + 1];
    int[] block = new int[BLOCK];
    for (int from = 0; from < count; from += BLOCK) {
      int n = Math.min(BLOCK, count - from);
      Arrays.fill(block, 0);
      for (int w = 0; w < words; w++) {
        add(sign[w], bits, w * count + from, n, block);
      }
      for (int i = 0; i < n; i++) {
        distances[from + i] = (short) block[i];
        often[block[i]]++;
      }
    }
    return within(distances, often, least);
  }

  private static void add(long word, long[] bits, int from, int n, int[] distances) {
    for (int i = 0; i < n; i++) {
      distances[i] += Long.bitCount(bits[from + i] ^ word);
    }
  }

  private static int[] within(short[] distances, int[] often, int least) {
    int limit = 0;
    int within = often[0];
    while (within < least && limit < often.length - 1) {
      within += often[++limit];
    }
    int[] found = new int[within];
    int n = 0;
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] <= limit) {
        found[n++] = i;
      }
    }
    return found;
  }
}
