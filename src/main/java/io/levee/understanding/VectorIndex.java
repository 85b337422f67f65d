package io.levee.understanding;

import java.util.Arrays;
import java.util.List;

/** Every phrase's vector, searched whole. Immutable. */
final class VectorIndex {
  private final List<QuantizedVector> vectors;
  private final int[] intentOf;
  private final int intents;

  /** {@code vectors} has a null where a phrase belongs to another language's index. */
  VectorIndex(List<QuantizedVector> vectors, int[] intentOf, int intents) {
    this.vectors = vectors;
    this.intentOf = intentOf;
    this.intents = intents;
  }

  /** Each intent's best phrase's cosine with the text; −1 without a phrase. */
  float[] score(QuantizedVector text) {
    float[] best = new float[intents];
    Arrays.fill(best, -1);
    for (int i = 0; i < intentOf.length; i++) {
      QuantizedVector phrase = vectors.get(i);
      if (phrase != null) {
        best[intentOf[i]] = Math.max(best[intentOf[i]], text.cosine(phrase));
      }
    }
    return best;
  }
}
