package io.levee.understanding;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What the words of a text, by their vectors, give to the margins of a {@link LinearModel}: as
 * margins are sums, each word's share is worked out once and kept. Thread-safe.
 */
final class WordShares {
  /** How much the wording counts beside the words themselves. */
  static final float LENGTH = 0.7f;

  /** Numbers kept, four bytes each. */
  private static final int MOST = 8_000_000;

  private static final float[] NOWHERE = new float[0];

  private final WordVectors words;
  private final float[] centre;
  private final LinearModel model;
  private final float[] ofCentre;
  private final AtomicReferenceArray<float[]> ofToken;
  private final AtomicInteger left;

  /**
   * @param centre of the vectors that the model learned from
   */
  WordShares(WordVectors words, float[] centre, LinearModel model) {
    this.words = words;
    this.centre = centre;
    this.model = model;
    this.ofCentre = model.shares(centre);
    this.ofToken = new AtomicReferenceArray<>(words.vocabulary());
    this.left = new AtomicInteger(MOST / ofCentre.length);
  }

  void addTo(float[] scores, String text) {
    int[] tokens = words.inner(text);
    float[] mean = words.bag(tokens);
    float unit = 1 / length(mean, NOWHERE, 1);
    float scale = LENGTH / length(mean, centre, unit);
    for (int token : tokens) {
      LinearModel.add(scores, share(token), scale * unit / tokens.length);
    }
    LinearModel.add(scores, ofCentre, -scale);
  }

  private float[] share(int token) {
    float[] share = ofToken.get(token);
    if (share == null) {
      share = model.shares(words.still(token).floats());
      if (left.getAndDecrement() > 0) {
        ofToken.set(token, share);
      }
    }
    return share;
  }

  /** A text's vector to learn from, of length one; all zero without words. */
  static float[] unit(WordVectors words, String text) {
    float[] vector = words.bag(words.inner(text));
    float unit = 1 / length(vector, NOWHERE, 1);
    for (int d = 0; d < vector.length; d++) {
      vector[d] *= unit;
    }
    return vector;
  }

  /** How far the vector, times that much, is from the other. */
  private static float length(float[] vector, float[] from, float times) {
    float square = 0;
    for (int d = 0; d < vector.length; d++) {
      float x = vector[d] * times - (from.length == 0 ? 0 : from[d]);
      square += x * x;
    }
    return (float) Math.sqrt(Math.max(square, 1e-12f));
  }
}
