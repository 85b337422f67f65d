package io.levee.understanding;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Every phrase's vector. Few are searched whole; of many, those that {@link Signatures} finds.
 * Immutable.
 */
final class VectorIndex {
  /**
   * Compared exactly with a text, of many: one in so many, and no fewer and no more than that. What
   * is compared is seldom near a processor's caches, and 400 of 3,189 cost a seventh of an
   * inference, without finding a better answer than 64 did.
   */
  private static final int ONE_IN = 32;

  private static final int LEAST = 100;
  private static final int MOST = 400;

  /** The same where a classifier has learned, and the nearest phrase only adds to its word. */
  private static final int FEWER = 200;

  private static final float NONE = -1;

  private final Rows vectors;
  private final int[] intentOf;
  private final int intents;
  private final Signatures signatures;
  private final Wording wording; // null: it is not compared
  private final float[] crowding;

  /**
   * @param vectors has a null where a phrase belongs to another language's index; not all are null
   * @param wordings how a phrase is worded; null for every phrase: unknown; null altogether: {@link
   *     #scoreUncrowded} will not be asked for, and what it needs is not worked out
   */
  VectorIndex(
      QuantizedVector[] vectors, int[] intentOf, int intents, IntFunction<float[]> wordings) {
    int[] present = IntStream.range(0, vectors.length).filter(i -> vectors[i] != null).toArray();
    this.vectors = new Rows(present.length, vectors[present[0]].bytes().length);
    this.intentOf = new int[present.length];
    this.intents = intents;
    for (int i = 0; i < present.length; i++) {
      this.vectors.set(i, vectors[present[i]]);
      this.intentOf[i] = intentOf[present[i]];
    }
    this.signatures = new Signatures(this.vectors);
    this.wording =
        wordings == null
            ? null
            : Wording.of(present.length, alike(), i -> wordings.apply(present[i]));
    this.crowding = wordings == null ? null : Crowding.of(this);
  }

  /** The mean cosine of any two phrases. */
  private double alike() {
    int n = size();
    double[] sum = new double[vectors.dimensions()];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += vectors.value(i, d);
      }
    }
    double square = Arrays.stream(sum).map(x -> x * x).sum();
    return n < 2 ? 1 : (square - n) / ((double) n * (n - 1));
  }

  /** Whether it is worth knowing how a text is worded. */
  boolean readsWording() {
    return wording != null;
  }

  int size() {
    return vectors.count();
  }

  int intentOf(int phrase) {
    return intentOf[phrase];
  }

  /** How near the phrase is to others, as {@link #scoreUncrowded} measures a text. */
  Probe probe(int phrase) {
    return new Probe(vectors.probe(phrase), wording == null ? null : wording.probe(phrase));
  }

  /** At least that many phrases, the phrase itself and most that are near it among them. */
  int[] near(int phrase, int least) {
    return signatures.nearest(phrase, least);
  }

  /**
   * Each intent's best phrase's cosine with the text; −1 without a phrase; where there are many
   * phrases, that of the least of those compared for intents of which none is near.
   */
  Scores score(QuantizedVector text) {
    return best(text, new Probe(vectors.probe(text), null), null, FEWER);
  }

  /**
   * The same with the share of its wording, less what {@link Crowding} takes off.
   *
   * @param worded no longer the caller's; null unless {@link #readsWording}
   */
  Scores scoreUncrowded(QuantizedVector text, float[] worded) {
    Rows.Probe inWords = worded == null ? null : wording.probe(worded);
    return best(text, new Probe(vectors.probe(text), inWords), crowding, candidates());
  }

  private int candidates() {
    return Math.clamp(size() / ONE_IN, LEAST, MOST);
  }

  private Scores best(QuantizedVector text, Probe probe, float[] less, int candidates) {
    return size() <= 2 * candidates
        ? bestOfAll(probe, less)
        : bestOf(signatures.nearest(text, candidates), probe, less);
  }

  private Scores bestOfAll(Probe probe, float[] less) {
    float[] best = new float[intents];
    Arrays.fill(best, NONE);
    for (int i = 0; i < size(); i++) {
      float nearness = probe.nearness(i) - (less == null ? 0 : less[i]);
      best[intentOf[i]] = Math.max(best[intentOf[i]], nearness);
    }
    return Scores.ofAll(best);
  }

  private Scores bestOf(int[] some, Probe probe, float[] less) {
    int[] whose = new int[some.length];
    float[] near = new float[some.length];
    float least = 1;
    for (int k = 0; k < some.length; k++) {
      int i = some[k];
      whose[k] = intentOf[i];
      near[k] = probe.nearness(i) - (less == null ? 0 : less[i]);
      least = Math.min(least, near[k]);
    }
    return Scores.best(whose, near, least);
  }

  /** One text or phrase, compared with many phrases. For one thread. */
  final class Probe {
    private final Rows.Probe meaning;
    private final Rows.Probe words; // null: not compared

    private Probe(Rows.Probe meaning, Rows.Probe words) {
      this.meaning = meaning;
      this.words = words;
    }

    float nearness(int phrase) {
      float cosine = meaning.cosine(phrase);
      return words == null ? cosine : wording.mixed(cosine, words.cosine(phrase));
    }
  }
}
