package io.levee.understanding;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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

  /** How much the wording counts beside the words, where no meaning is at hand. */
  private static final float WORDING_SHARE = 0.7f;

  private static final float[] NONE = new float[0];

  private final Vocabulary vocabulary;
  private final float[] centre;
  private final float share;
  private final LinearModel model;

  private Classifier(Vocabulary vocabulary, float[] centre, float share, LinearModel model) {
    this.vocabulary = vocabulary;
    this.centre = centre;
    this.share = share;
    this.model = model;
  }

  /**
   * By meaning and words.
   *
   * @param vectors each phrase's, null where it belongs to another language
   * @return null when there are too few phrases an intent to learn from, or too much to learn
   */
  static Classifier learn(Phrasebook book, QuantizedVector[] vectors) {
    return learn(
        book,
        IntStream.range(0, vectors.length).filter(i -> vectors[i] != null).toArray(),
        i -> vectors[i].floats(),
        1);
  }

  /**
   * By words alone, and how they are put.
   *
   * @param wording a text's; null for every text: by words alone
   * @return null as above
   */
  static Classifier learn(Phrasebook book, Function<String, float[]> wording) {
    return learn(
        book,
        IntStream.range(0, book.size()).toArray(),
        i -> wording.apply(book.texts().get(i)),
        WORDING_SHARE);
  }

  private static Classifier learn(
      Phrasebook book, int[] chosen, IntFunction<float[]> vector, float share) {
    int[] intentOf = Arrays.stream(chosen).map(i -> book.intentOf()[i]).toArray();
    long intents = Arrays.stream(intentOf).distinct().count();
    if (intents < LEAST_INTENTS || chosen.length < LEAST_PHRASES_AN_INTENT * intents) {
      return null;
    }
    List<String> texts = Arrays.stream(chosen).mapToObj(book.texts()::get).toList();
    Vocabulary vocabulary = new Vocabulary(texts);
    if ((long) vocabulary.size() * book.intents().size() > MOST_WEIGHTS) {
      return null;
    }
    SparseVector[] sparses = texts.stream().map(vocabulary::vector).toArray(SparseVector[]::new);
    float[][] denses = Arrays.stream(chosen).mapToObj(vector).toArray(float[][]::new);
    float[] centre = NONE;
    if (denses[0] == null) {
      Arrays.fill(denses, NONE);
    } else {
      centre = mean(denses);
      for (float[] dense : denses) {
        around(centre, dense, share);
      }
    }
    return new Classifier(
        vocabulary,
        centre,
        share,
        LinearModel.learn(denses, sparses, vocabulary.size(), intentOf, book.intents().size()));
  }

  /**
   * Each intent's margin, about −1 to 1.
   *
   * @param vector of the kind that was learned from, and no longer the caller's; null when there
   *     was none
   */
  float[] scores(String normalised, float[] vector) {
    float[] dense = centre.length == 0 ? NONE : around(centre, vector, share);
    return model.scores(dense, vocabulary.vector(normalised));
  }

  private static float[] mean(float[][] all) {
    float[] mean = new float[all[0].length];
    for (float[] one : all) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += one[i] / all.length;
      }
    }
    return mean;
  }

  /** What tells it from the others, of the length given. */
  private static float[] around(float[] centre, float[] vector, float length) {
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= centre[i];
      square += vector[i] * vector[i];
    }
    float scale = (float) (length / Math.sqrt(Math.max(square, 1e-12)));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }
}
