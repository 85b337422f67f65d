package io.levee.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learned from a knowledge base that says most things in many ways: which words and which
 * directions of meaning tell its intents apart. Immutable.
 */
final class Classifier {
  /** Below it, comparing with the phrases one by one does as well. */
  private static final double LEAST_PHRASES_AN_INTENT = 2.5;

  private static final int LEAST_INTENTS = 2;

  /** About 200 MB. */
  private static final long MOST_WEIGHTS = 50_000_000;

  private static final float[] NONE = new float[0];

  private final Vocabulary vocabulary;
  private final float[] centre;
  private final LinearModel model;

  private Classifier(Vocabulary vocabulary, float[] centre, LinearModel model) {
    this.vocabulary = vocabulary;
    this.centre = centre;
    this.model = model;
  }

  /**
   * @param vectors each phrase's, null where it belongs to another language; null altogether: by
   *     words alone
   * @return null when there are too few phrases an intent to learn from, or too much to learn
   */
  static Classifier learn(Phrasebook book, QuantizedVector[] vectors) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < book.size(); i++) {
      if (vectors == null || vectors[i] != null) {
        chosen.add(i);
      }
    }
    int[] intentOf = chosen.stream().mapToInt(i -> book.intentOf()[i]).toArray();
    long intents = Arrays.stream(intentOf).distinct().count();
    if (intents < LEAST_INTENTS || chosen.size() < LEAST_PHRASES_AN_INTENT * intents) {
      return null;
    }
    List<String> texts = chosen.stream().map(book.texts()::get).toList();
    Vocabulary vocabulary = new Vocabulary(texts);
    if ((long) vocabulary.size() * book.intents().size() > MOST_WEIGHTS) {
      return null;
    }
    SparseVector[] sparses = texts.stream().map(vocabulary::vector).toArray(SparseVector[]::new);
    float[][] denses = new float[texts.size()][];
    float[] centre = NONE;
    if (vectors == null) {
      Arrays.fill(denses, NONE);
    } else {
      List<float[]> all = chosen.stream().map(i -> vectors[i].floats()).toList();
      centre = mean(all);
      for (int i = 0; i < denses.length; i++) {
        denses[i] = around(centre, all.get(i));
      }
    }
    return new Classifier(
        vocabulary,
        centre,
        LinearModel.learn(denses, sparses, vocabulary.size(), intentOf, book.intents().size()));
  }

  /** Each intent's margin, about −1 to 1. */
  float[] scores(String normalised, QuantizedVector vector) {
    float[] dense = vector == null ? NONE : around(centre, vector.floats());
    return model.scores(dense, vocabulary.vector(normalised));
  }

  private static float[] mean(List<float[]> all) {
    float[] mean = new float[all.getFirst().length];
    for (float[] one : all) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += one[i] / all.size();
      }
    }
    return mean;
  }

  /** What tells it from the others, of length one. */
  private static float[] around(float[] centre, float[] vector) {
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= centre[i];
      square += vector[i] * vector[i];
    }
    float scale = (float) (1 / Math.sqrt(Math.max(square, 1e-12)));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }
}
