package io.levee.understanding;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Every phrase's vector. Few are searched whole; of many, those that {@link Signatures} finds.
 * Immutable.
 */
final class VectorIndex {
  /** Compared exactly with a text, of many: the five nearest were always among 300. */
  private static final int CANDIDATES = 400;

  private static final float NONE = -1;

  private final byte[] bytes; // one phrase's vector after the other's
  private final float[] scales;
  private final int[] intentOf;
  private final int dimensions;
  private final int intents;
  private final Signatures signatures;
  private final Wording wording; // null: it is not compared
  private final float[] crowding;

  /**
   * @param vectors has a null where a phrase belongs to another language's index; not all are null
   * @param wordings how a phrase is worded; null for every phrase: unknown; null altogether: {@link
   *     #scoreUncrowded} will not be asked for, and what it needs is not worked out
   */
  VectorIndex(
      QuantizedVector[] vectors, int[] intentOf, int intents, IntFunction<float[]> wordings) {
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
    this.wording =
        wordings == null
            ? null
            : Wording.of(present.length, alike(), i -> wordings.apply(present[i]));
    this.crowding = wordings == null ? null : Crowding.of(this);
  }

  /** The mean cosine of any two phrases. */
  private double alike() {
    int n = scales.length;
    double[] sum = new double[dimensions];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < dimensions; d++) {
        sum[d] += bytes[i * dimensions + d] * scales[i];
      }
    }
    double square = Arrays.stream(sum).map(x -> x * x).sum();
    return n < 2 ? 1 : (square - n) / ((double) n * (n - 1));
  }

  /** Whether it is worth knowing how a text is worded. */
  boolean readsWording() {
    return wording != null;
  }

  int size() {
    return scales.length;
  }

  int intentOf(int phrase) {
    return intentOf[phrase];
  }

  /** How near two phrases are, as {@link #scoreUncrowded} measures a text. */
  float nearness(int a, int b) {
    float cosine =
        dot(bytes, a * dimensions, bytes, b * dimensions, dimensions) * scales[a] * scales[b];
    return wording == null ? cosine : wording.with(cosine, a, b);
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
    return best(text, null, null);
  }

  /**
   * The same with the share of its wording, less what {@link Crowding} takes off.
   *
   * @param worded no longer the caller's; null unless {@link #readsWording}
   */
  float[] scoreUncrowded(QuantizedVector text, float[] worded) {
    return best(text, worded == null ? null : wording.around(worded), crowding);
  }

  private float[] best(QuantizedVector text, QuantizedVector worded, float[] less) {
    float[] best = new float[intents];
    Arrays.fill(best, NONE);
    int[] some = scales.length <= 2 * CANDIDATES ? null : signatures.nearest(text, CANDIDATES);
    int n = some == null ? scales.length : some.length;
    float least = 1;
    for (int k = 0; k < n; k++) {
      int i = some == null ? k : some[k];
      float cosine =
          dot(text.bytes(), 0, bytes, i * dimensions, dimensions) * scales[i] * text.scale();
      if (worded != null) {
        cosine = wording.with(cosine, worded, i);
      }
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

  static int dot(byte[] a, int fromA, byte[] b, int fromB, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[fromA + i] * b[fromB + i];
    }
    return sum;
  }
}
