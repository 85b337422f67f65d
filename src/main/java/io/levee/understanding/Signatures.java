package io.levee.understanding;

import java.util.Arrays;

/**
 * A bit a dimension of every vector: on which side of the mean it lies. Comparing bits finds the
 * vectors that may be near a hundred times faster than multiplying (random hyperplanes: Charikar,
 * STOC 2002); the few found are then compared exactly. Immutable.
 */
final class Signatures {
  private final float[] mean;
  private final long[] bits; // all vectors' first words, then all second words, …
  private final int words;
  private final int count;

  /**
   * @param bytes the vectors, one after the other
   * @param scales what a step of each is worth
   */
  Signatures(byte[] bytes, float[] scales) {
    this.count = scales.length;
    int dimensions = bytes.length / count;
    this.mean = new float[dimensions];
    this.words = (dimensions + Long.SIZE - 1) / Long.SIZE;
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < dimensions; d++) {
        mean[d] += bytes[i * dimensions + d] * scales[i] / count;
      }
    }
    this.bits = new long[count * words];
    for (int i = 0; i < count; i++) {
      long[] sign = sign(bytes, i * dimensions, scales[i]);
      for (int w = 0; w < words; w++) {
        bits[w * count + i] = sign[w];
      }
    }
  }

  private long[] sign(byte[] vector, int from, float scale) {
    long[] sign = new long[words];
    for (int d = 0; d < mean.length; d++) {
      if (vector[from + d] * scale > mean[d]) {
        sign[d / Long.SIZE] |= 1L << (d % Long.SIZE);
      }
    }
    return sign;
  }

  /** Those that share most bits with the vector: at least that many, more when several tie. */
  int[] nearest(QuantizedVector vector, int least) {
    return nearest(sign(vector.bytes(), 0, vector.scale()), least);
  }

  /** Those that share most bits with one of them, itself among them. */
  int[] nearest(int one, int least) {
    long[] sign = new long[words];
    for (int w = 0; w < words; w++) {
      sign[w] = bits[w * count + one];
    }
    return nearest(sign, least);
  }

  private int[] nearest(long[] sign, int least) {
    int[] distances = new int[count];
    for (int w = 0; w < words; w++) {
      count(sign[w], w * count, distances);
    }
    return within(distances, least);
  }

  private void count(long word, int from, int[] distances) {
    for (int i = 0; i < distances.length; i++) {
      distances[i] += Long.bitCount(bits[from + i] ^ word);
    }
  }

  private int[] within(int[] distances, int least) {
    int[] often = new int[mean.length + 1];
    for (int distance : distances) {
      often[distance]++;
    }
    int limit = 0;
    int within = often[0];
    while (within < least && limit < mean.length) {
      within += often[++limit];
    }
    int[] found = new int[within];
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (distances[i] <= limit) {
        found[n++] = i;
      }
    }
    return Arrays.copyOf(found, n);
  }
}
