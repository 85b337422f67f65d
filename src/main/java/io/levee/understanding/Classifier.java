package io.levee.understanding;

import io.levee.conversation.Language;
import java.util.Arrays;
import java.util.List;
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
  private final LinearModel model;
  private final Meaning meaning; // null: by words
  private final WordShares wording; // null: by meaning, or by words alone

  private Classifier(
      Vocabulary vocabulary, LinearModel model, Meaning meaning, WordShares wording) {
    this.vocabulary = vocabulary;
    this.model = model;
    this.meaning = meaning;
    this.wording = wording;
  }

  /**
   * By meaning and words.
   *
   * @param vectors each phrase's, null where it belongs to another language
   * @param model whose vectors they are
   * @param topics null: none are known
   * @param store where it may have been learned before
   * @return null when there are too few phrases an intent to learn from, or too much to learn
   */
  static Classifier learn(
      Phrasebook book,
      QuantizedVector[] vectors,
      Language model,
      Topics topics,
      LearnedStore store) {
    int[] chosen = IntStream.range(0, vectors.length).filter(i -> vectors[i] != null).toArray();
    Lesson lesson = Lesson.of(book, chosen);
    if (lesson == null) {
      return null;
    }
    List<QuantizedVector> learned = Arrays.stream(chosen).mapToObj(i -> vectors[i]).toList();
    Meaning meaning = Meaning.of(learned, lesson.intentOf, model, topics);
    float[][] denses = learned.stream().map(meaning::of).toArray(float[][]::new);
    return new Classifier(lesson.vocabulary, lesson.model(denses, store), meaning, null);
  }

  /**
   * By words, and by what is known of them.
   *
   * @param words null: nothing
   * @param store as above
   * @return null as above
   */
  static Classifier learn(Phrasebook book, WordVectors words, LearnedStore store) {
    Lesson lesson = Lesson.of(book, IntStream.range(0, book.size()).toArray());
    if (lesson == null) {
      return null;
    }
    float[][] denses = new float[book.size()][];
    if (words == null) {
      Arrays.fill(denses, NONE);
      return new Classifier(lesson.vocabulary, lesson.model(denses, store), null, null);
    }
    Arrays.setAll(denses, i -> WordShares.unit(words, book.texts().get(i)));
    Centre centre = Centre.of(List.of(denses), WordShares.LENGTH);
    for (float[] dense : denses) {
      centre.around(dense);
    }
    LinearModel model = lesson.model(denses, store);
    return new Classifier(
        lesson.vocabulary, model, null, new WordShares(words, centre.mean(), model));
  }

  /** What is learned from, but for dense features. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Lesson(
      Vocabulary vocabulary, SparseVector[] sparses, int[] intentOf, int intents) {

    /** Null when there is too little or too much. */
    static Lesson of(Phrasebook book, int[] chosen) {
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
      return new Lesson(vocabulary, sparses, intentOf, book.intents().size());
    }

    LinearModel model(float[][] denses, LearnedStore store) {
      return store.learn(denses, sparses, vocabulary.size(), intentOf, intents);
    }
  }

  /** Each intent's margin by meaning and words, about −1 to 1. */
  float[] scores(String normalised, QuantizedVector vector) {
    return model.scores(meaning.of(vector), vocabulary.vector(normalised));
  }

  /** The same by the words. */
  float[] scores(String normalised) {
    float[] scores = model.scores(vocabulary.vector(normalised));
    if (wording != null) {
      wording.addTo(scores, normalised);
    }
    return scores;
  }
}
