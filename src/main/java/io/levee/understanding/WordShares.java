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
    double square = 0;
    for (int d = 0; d < mean.length; d++) {
      float x = mean[d] - centre[d];
      square += x * x;
    }
    float scale = (float) (LENGTH / Math.sqrt(Math.max(square, 1e-12)));
    for (int token : tokens) {
      LinearModel.add(scores, share(token), scale / tokens.length);
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
}
