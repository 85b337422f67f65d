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

  private static final int ENOUGH_FOR_A_MEAN = 4_000;

  /** The mean cosine of any two phrases, from which on the wording says nothing. */
  private static final double NARROW = 0.41;

  private static final double STEEPNESS = 3.5;
  private static final double MOST = 0.6;

  private final float share;
  private final float[] centre;
  private final Rows rows;

  private Wording(float share, float[] centre, Rows rows) {
    this.share = share;
    this.centre = centre;
    this.rows = rows;
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
    float[] centre = mean(phrases, vectors, first.length);
    Rows rows = new Rows(phrases, centre.length);
    for (int i = 0; i < phrases; i++) {
      rows.set(i, around(centre, vectors.apply(i)));
    }
    return new Wording(share, centre, rows);
  }

  /** Of all, or of so many that it would hardly be another. */
  private static float[] mean(int phrases, IntFunction<float[]> vectors, int dimensions) {
    float[] mean = new float[dimensions];
    int some = Math.min(phrases, ENOUGH_FOR_A_MEAN);
    for (int k = 0; k < some; k++) {
      float[] one = vectors.apply((int) ((long) k * phrases / some));
      for (int d = 0; d < dimensions; d++) {
        mean[d] += one[d] / some;
      }
    }
    return mean;
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

  /**
   * To compare a text with many phrases.
   *
   * @param vector no longer the caller's
   */
  Rows.Probe probe(float[] vector) {
    return rows.probe(around(centre, vector));
  }

  /** The same with one of the phrases. */
  Rows.Probe probe(int phrase) {
    return rows.probe(phrase);
  }

  /** The cosine of meanings, with the wording's share in it. */
  float mixed(float cosine, float worded) {
    return (cosine + share * worded) / (1 + share);
  }
}
