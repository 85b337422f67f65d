package io.levee.understanding;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a phrase's cosine is lowered by for standing in a crowd. In a knowledge base about one
 * narrow thing, phrases that resemble many others are nearest to many questions, theirs or not: a
 * hub (Radovanović et al., JMLR 2010). As in cross-domain local scaling (Conneau et al., ICLR 2018)
 * the mean nearness of the nearest phrases of other intents is taken off in part, the more the
 * narrower the knowledge base is.
 */
final class Crowding {
  private static final int NEIGHBOURS = 10;

  /** Beyond it, comparing all with all takes longer than it is worth. */
  private static final int MOST_PHRASES = 20_000;

  /** Compared exactly with a phrase, to find its neighbours. */
  private static final int CANDIDATES = 200;

  private static final int LEAST_PHRASES = 50;
  private static final double LEAST_TAKEN = 0.3;
  private static final double MOST_TAKEN = 0.5;
  private static final double WIDE = 0.6;
  private static final double STEEPNESS = 2;

  private Crowding() {}

  /** What each phrase loses; a phrase in less of a crowd than most gains. */
  static float[] of(VectorIndex index) {
    int n = index.size();
    float[] crowding = new float[n];
    if (n < LEAST_PHRASES || n > MOST_PHRASES) {
      return crowding;
    }
    IntStream.range(0, n).parallel().forEach(i -> crowding[i] = nearest(index, i));
    float[] sorted = crowding.clone();
    Arrays.sort(sorted);
    float usual = sorted[n / 2];
    float share =
        (float) Math.clamp(LEAST_TAKEN + STEEPNESS * (usual - WIDE), LEAST_TAKEN, MOST_TAKEN);
    for (int i = 0; i < n; i++) {
      crowding[i] = share * (crowding[i] - usual);
    }
    return crowding;
  }

  private static float nearest(VectorIndex index, int phrase) {
    float[] best = new float[NEIGHBOURS]; // the least first
    VectorIndex.Probe probe = index.probe(phrase);
    for (int other : index.near(phrase, CANDIDATES)) {
      if (index.intentOf(other) != index.intentOf(phrase)) {
        float cosine = probe.nearness(other);
        if (cosine > best[0]) {
          int at = 0;
          while (at + 1 < NEIGHBOURS && best[at + 1] < cosine) {
            best[at] = best[at + 1];
            at++;
          }
          best[at] = cosine;
        }
      }
    }
    float sum = 0;
    for (float b : best) {
      sum += b;
    }
    return sum / NEIGHBOURS;
  }
}
