package io.levee.understanding;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cosine over tf-idf weighted {@link Grams}, from an inverted index. A gram that no phrase has
 * counts fully against the text: words the shop never uses make it less likely to be about the
 * shop. Immutable.
 */
final class LexicalIndex {
  /** Phrases that have a gram, and its weight in each. */
  private static final class Postings {
    private int[] phrases = new int[2];
    private float[] weights = new float[2];
    private int size;

    private void add(int phrase, float weight) {
      if (size == phrases.length) {
        phrases = Arrays.copyOf(phrases, size * 2);
        weights = Arrays.copyOf(weights, size * 2);
      }
      phrases[size] = phrase;
      weights[size++] = weight;
    }
  }

  private final Map<String, Postings> postings = new HashMap<>();
  private final int[] intentOf;
  private final int intents;

  /**
   * @param texts normalised phrases
   * @param intentOf each phrase's intent, 0 to {@code intents - 1}
   */
  LexicalIndex(List<String> texts, int[] intentOf, int intents) {
    this.intentOf = intentOf;
    this.intents = intents;
    for (int i = 0; i < texts.size(); i++) {
      int phrase = i;
      Grams.of(texts.get(i))
          .forEach((gram, n) -> postings.computeIfAbsent(gram, g -> new Postings()).add(phrase, n));
    }
    weigh(texts.size());
  }

  private void weigh(int phrases) {
    double[] squares = new double[phrases];
    postings
        .values()
        .forEach(
            p -> {
              float rarity = rarity(p.size);
              for (int i = 0; i < p.size; i++) {
                p.weights[i] *= rarity;
                squares[p.phrases[i]] += p.weights[i] * p.weights[i];
              }
            });
    postings
        .values()
        .forEach(
            p -> {
              float rarity = rarity(p.size);
              for (int i = 0; i < p.size; i++) {
                // times the rarity that the text's own weight will lack
                p.weights[i] *= (float) (rarity / Math.sqrt(squares[p.phrases[i]]));
              }
            });
  }

  private float rarity(int phrasesWithIt) {
    return (float) Math.log(1 + (intentOf.length + 1.0) / (phrasesWithIt + 0.5));
  }

  /** Each intent's best phrase's cosine with the text, 0–1. */
  float[] score(String normalised) {
    float[] sums = new float[intentOf.length];
    double square = 0;
    for (Map.Entry<String, Float> gram : Grams.of(normalised).entrySet()) {
      Postings p = postings.get(gram.getKey());
      float weight = gram.getValue();
      float rarity = rarity(p == null ? 0 : p.size);
      square += weight * rarity * weight * rarity;
      for (int i = 0; p != null && i < p.size; i++) {
        sums[p.phrases[i]] += weight * p.weights[i];
      }
    }
    float scale = (float) (1 / Math.sqrt(Math.max(square, 1e-12)));
    float[] best = new float[intents];
    for (int i = 0; i < sums.length; i++) {
      best[intentOf[i]] = Math.max(best[intentOf[i]], sums[i] * scale);
    }
    return best;
  }
}
