package io.levee.understanding;

import java.util.Arrays;
import java.util.List;
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

  private static final float[] NONE = new float[0];

  private final Vocabulary vocabulary;
  private final float[] centre;
  private final LinearModel model;
  private final WordShares wording; // null: by meaning, or by words alone

  private Classifier(Vocabulary vocabulary, float[] centre, LinearModel model, WordShares wording) {
    this.vocabulary = vocabulary;
    this.centre = centre;
    this.model = model;
    this.wording = wording;
  }

  /**
   * By meaning and words.
   *
   * @param vectors each phrase's, null where it belongs to another language
   * @return null when there are too few phrases an intent to learn from, or too much to learn
   */
  static Classifier learn(Phrasebook book, QuantizedVector[] vectors) {
    int[] chosen = IntStream.range(0, vectors.length).filter(i -> vectors[i] != null).toArray();
    return learn(book, chosen, i -> vectors[i].floats(), 1, null);
  }

  /**
   * By words, and by what is known of them.
   *
   * @param words null: nothing
   * @return null as above
   */
  static Classifier learn(Phrasebook book, WordVectors words) {
    return learn(
        book,
        IntStream.range(0, book.size()).toArray(),
        i -> words == null ? null : WordShares.unit(words, book.texts().get(i)),
        WordShares.LENGTH,
        words);
  }

  private static Classifier learn(
      Phrasebook book, int[] chosen, IntFunction<float[]> vector, float length, WordVectors words) {
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
        around(centre, dense, length);
      }
    }
    LinearModel model =
        LinearModel.learn(denses, sparses, vocabulary.size(), intentOf, book.intents().size());
    return new Classifier(
        vocabulary, centre, model, words == null ? null : new WordShares(words, centre, model));
  }

  /**
   * Each intent's margin by meaning and words, about −1 to 1.
   *
   * @param vector the text's, and no longer the caller's
   */
  float[] scores(String normalised, float[] vector) {
    return model.scores(around(centre, vector, 1), vocabulary.vector(normalised));
  }

  /** The same by the words. */
  float[] scores(String normalised) {
    float[] scores = model.scores(vocabulary.vector(normalised));
    if (wording != null) {
      wording.addTo(scores, normalised);
    }
    return scores;
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
