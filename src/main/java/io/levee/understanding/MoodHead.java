package io.levee.understanding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a sentence's vector says of its mood, where the lexicon knows none of the words: a logistic
 * regression each for praise and for fury over the vectors of the Chinese model.
 *
 * <p>Fitted by {@code MoodTraining} in the tests on the lexicon's own words and the lists of
 * praise, complaints, fury and calm questions that stand beside it, all written for this project.
 */
final class MoodHead {
  private static final MoodHead PRAISE = read(0);
  private static final MoodHead FURY = read(1);

  private final float[] weights;
  private final double bias;

  private MoodHead(float[] weights, double bias) {
    this.weights = weights;
    this.bias = bias;
  }

  /** Log odds that it is praise rather than complaint, given that it is one of them. */
  static double praise(QuantizedVector vector) {
    return PRAISE.logit(vector);
  }

  /** Log odds that it is furious rather than calm, one furious in twenty. */
  static double fury(QuantizedVector vector) {
    return FURY.logit(vector);
  }

  /** Whether the vector is of the model that the regressions were fitted on. */
  static boolean reads(QuantizedVector vector) {
    return vector.bytes().length == PRAISE.weights.length;
  }

  private double logit(QuantizedVector vector) {
    double sum = 0;
    byte[] bytes = vector.bytes();
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * bytes[i];
    }
    return sum * vector.scale() + bias;
  }

  /** A line for each: the bias, then the weights. */
  private static MoodHead read(int line) {
    try (InputStream in = MoodHead.class.getResourceAsStream("mood-zh.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String[] numbers = lines.lines().skip(line).findFirst().orElseThrow().split("\t");
      float[] weights = new float[numbers.length - 1];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Float.parseFloat(numbers[i + 1]);
      }
      return new MoodHead(weights, Double.parseDouble(numbers[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
