package io.levee.understanding;

import java.util.Arrays;
import java.util.List;

/**
 * The middle of many vectors: what tells one from the others is where it lies from there.
 *
 * @param mean the vectors'
 * @param length that every vector is given
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Centre(float[] mean, float length) {

  /** Of vectors, at least one. */
  static Centre of(List<float[]> all, float length) {
    float[] mean = new float[all.getFirst().length];
    for (float[] one : all) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += one[i] / all.size();
      }
    }
    return new Centre(mean, length);
  }

  /** In the vector's place, which is no longer the caller's. */
  float[] around(float[] vector) {
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= mean[i];
      square += vector[i] * vector[i];
    }
    float scale = (float) (length / Math.sqrt(Math.max(square, 1e-12)));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }

  /**
   * How much of what tells vectors apart tells their intents apart, 0–1: the variance of the
   * intents' means in that of all.
   */
  static double apart(List<float[]> vectors, int[] intentOf) {
    int intents = Arrays.stream(intentOf).max().orElse(-1) + 1;
    int dimensions = vectors.getFirst().length;
    double[][] sums = new double[intents + 1][dimensions];
    int[] counts = new int[intents + 1];
    double squares = 0;
    for (int i = 0; i < intentOf.length; i++) {
      float[] vector = vectors.get(i);
      counts[intentOf[i]]++;
      for (int d = 0; d < dimensions; d++) {
        sums[intentOf[i]][d] += vector[d];
        sums[intents][d] += vector[d];
        squares += vector[d] * vector[d];
      }
    }
    counts[intents] = intentOf.length;
    double between = 0;
    for (int c = 0; c < intents; c++) {
      between += counts[c] == 0 ? 0 : square(sums[c]) / counts[c];
    }
    double middle = square(sums[intents]) / counts[intents];
    return Math.max(0, between - middle) / Math.max(1e-12, squares - middle);
  }

  private static double square(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return sum;
  }
}
