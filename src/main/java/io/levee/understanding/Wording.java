package io.levee.understanding;

import java.util.function.IntFunction;

/**
 * How alike two texts are worded, beside what they mean: the cosine of their {@link WordVectors}
 * around the knowledge base's mean. Where entries are as different as an encyclopaedia's, that
 * settles which of two with the same meaning is asked for; among entries that are all about one
 * thing, the words that they share say nothing, and it is left out. Immutable.
 */
final class Wording {
  /** Fewer phrases have no telling mean. */
  private static final int LEAST_PHRASES = 50;

  /** The mean cosine of any two phrases, from which on the wording says nothing. */
  private static final double NARROW = 0.41;

  private static final double STEEPNESS = 3.5;
  private static final double MOST = 0.6;

  private final float share;
  private final float[] centre;
  private final byte[] bytes; // one phrase's after the other's
  private final float[] scales;

  private Wording(float share, float[] centre, byte[] bytes, float[] scales) {
    this.share = share;
    this.centre = centre;
    this.bytes = bytes;
    this.scales = scales;
  }

  /**
   * @param phrases how many there are
   * @param alike the mean cosine of any two
   * @param vectors a phrase's wording; null for every phrase: there is none
   * @return null where it would not help
   */
  static Wording of(int phrases, double alike, IntFunction<float[]> vectors) {
    float share = (float) Math.clamp(STEEPNESS * (NARROW - alike), 0, MOST);
    if (share == 0 || phrases < LEAST_PHRASES) {
      return null;
    }
    float[] first = vectors.apply(0);
    if (first == null) {
      return null;
    }
    float[] centre = new float[first.length];
    for (int i = 0; i < phrases; i++) {
      float[] one = vectors.apply(i);
      for (int d = 0; d < centre.length; d++) {
        centre[d] += one[d] / phrases;
      }
    }
    byte[] bytes = new byte[phrases * centre.length];
    float[] scales = new float[phrases];
    for (int i = 0; i < phrases; i++) {
      QuantizedVector one = around(centre, vectors.apply(i));
      System.arraycopy(one.bytes(), 0, bytes, i * centre.length, centre.length);
      scales[i] = one.scale();
    }
    return new Wording(share, centre, bytes, scales);
  }

  private static QuantizedVector around(float[] centre, float[] vector) {
    double square = 0;
    for (int d = 0; d < centre.length; d++) {
      vector[d] -= centre[d];
      square += vector[d] * vector[d];
    }
    float scale = (float) (1 / Math.sqrt(Math.max(square, 1e-12)));
    for (int d = 0; d < centre.length; d++) {
      vector[d] *= scale;
    }
    return QuantizedVector.of(vector);
  }

  /** What a text is compared by; its vector is then no longer the caller's. */
  QuantizedVector around(float[] vector) {
    return around(centre, vector);
  }

  /** The cosine of meanings, with the wording's share in it. */
  float with(float cosine, QuantizedVector text, int phrase) {
    float worded =
        VectorIndex.dot(text.bytes(), 0, bytes, phrase * centre.length, centre.length)
            * text.scale()
            * scales[phrase];
    return mixed(cosine, worded);
  }

  /** The same, of two phrases. */
  float with(float cosine, int a, int b) {
    float worded =
        VectorIndex.dot(bytes, a * centre.length, bytes, b * centre.length, centre.length)
            * scales[a]
            * scales[b];
    return mixed(cosine, worded);
  }

  private float mixed(float cosine, float worded) {
    return (cosine + share * worded) / (1 + share);
  }
}
