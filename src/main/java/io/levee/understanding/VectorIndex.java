package io.levee.understanding;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Every phrase's vector. Few are searched whole; of many, those that {@link Signatures} finds.
 * Immutable.
 */
final class VectorIndex {
  /** Compared exactly with a text, of many. */
  private static final int CANDIDATES = 1_000;

  private static final float NONE = -1;

  private final byte[] bytes; // one phrase's vector after the other's
  private final float[] scales;
  private final int[] intentOf;
  private final int dimensions;
  private final int intents;
  private final Signatures signatures;
  private final float[] crowding;

  /**
   * @param vectors has a null where a phrase belongs to another language's index; not all are null
   */
  VectorIndex(QuantizedVector[] vectors, int[] intentOf, int intents) {
    int[] present = IntStream.range(0, vectors.length).filter(i -> vectors[i] != null).toArray();
    this.dimensions = vectors[present[0]].bytes().length;
    this.bytes = new byte[present.length * dimensions];
    this.scales = new float[present.length];
    this.intentOf = new int[present.length];
    this.intents = intents;
    for (int i = 0; i < present.length; i++) {
      QuantizedVector vector = vectors[present[i]];
      System.arraycopy(vector.bytes(), 0, bytes, i * dimensions, dimensions);
      scales[i] = vector.scale();
      this.intentOf[i] = intentOf[present[i]];
    }
    this.signatures = new Signatures(bytes, scales);
    this.crowding = Crowding.of(this);
  }

  int size() {
    return scales.length;
  }

  int intentOf(int phrase) {
    return intentOf[phrase];
  }

  /** The cosine of two phrases. */
  float cosine(int a, int b) {
    return dot(bytes, a * dimensions, bytes, b * dimensions, dimensions) * scales[a] * scales[b];
  }

  /** At least that many phrases, the phrase itself and most that are near it among them. */
  int[] near(int phrase, int least) {
    return signatures.nearest(phrase, least);
  }

  /**
   * Each intent's best phrase's cosine with the text; −1 without a phrase; where there are many
   * phrases, that of the least of those compared for intents of which none is near.
   */
  float[] score(QuantizedVector text) {
    return best(text, null);
  }

  /** The same, less what {@link Crowding} takes off. */
  float[] scoreUncrowded(QuantizedVector text) {
    return best(text, crowding);
  }

  private float[] best(QuantizedVector text, float[] less) {
    float[] best = new float[intents];
    Arrays.fill(best, NONE);
    int[] some = scales.length <= 2 * CANDIDATES ? null : signatures.nearest(text, CANDIDATES);
    int n = some == null ? scales.length : some.length;
    float least = 1;
    for (int k = 0; k < n; k++) {
      int i = some == null ? k : some[k];
      float cosine =
          dot(text.bytes(), 0, bytes, i * dimensions, dimensions) * scales[i] * text.scale();
      if (less != null) {
        cosine -= less[i];
      }
      least = Math.min(least, cosine);
      best[intentOf[i]] = Math.max(best[intentOf[i]], cosine);
    }
    for (int c = 0; some != null && c < intents; c++) {
      best[c] = Math.max(best[c], least);
    }
    return best;
  }

  private static int dot(byte[] a, int fromA, byte[] b, int fromB, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[fromA + i] * b[fromB + i];
    }
    return sum;
  }
}
