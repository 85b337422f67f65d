package io.levee.understanding;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How often characters stand side by side in the phrases. */
final class PairCounts {
  private static final char START = '^';
  private static final double PAIRS_SHARE = 0.7;

  private final Map<Integer, Integer> pairs = new HashMap<>();
  private final Map<Character, Integer> counts = new HashMap<>();
  private int total;

  void add(char first, char second) {
    pairs.merge(first << 16 | second, 1, Integer::sum);
    counts.merge(second, 1, Integer::sum);
    total++;
  }

  /** A phrase is over. */
  void end() {
    counts.merge(START, 1, Integer::sum);
    total++;
  }

  /** All that were counted; once a phrase was, its start among them. */
  Set<Character> characters() {
    return counts.keySet();
  }

  /** In nats, for the second after the first. */
  PairCosts costs() {
    PairCosts costs = new PairCosts(pairs.size());
    counts.forEach((second, alone) -> costs.single(second, alone((double) alone)));
    pairs.forEach(
        (pair, together) -> {
          int before = Math.max(together, counts.getOrDefault((char) (pair >> 16), 1));
          double alone = counts.get((char) (int) pair);
          costs.pair(pair, -Math.log(PAIRS_SHARE * together / before + Math.exp(-alone(alone))));
        });
    return costs;
  }

  private double alone(double count) {
    return -Math.log((1 - PAIRS_SHARE) * count / total);
  }
}
