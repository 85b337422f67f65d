package io.levee.ops;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** How much counters grew a second, over the last samples. */
final class Rates {
  private record Sample(long nanos, Map<String, Double> counts) {}

  private final int window;
  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * @param window in samples
   */
  Rates(int window) {
    this.window = window;
  }

  /** Of each counter, by name; nothing at first. */
  Map<String, Double> next(long nanos, Map<String, Double> counts) {
    samples.addLast(new Sample(nanos, Map.copyOf(counts)));
    if (samples.size() > window + 1) {
      samples.removeFirst();
    }
    Sample before = samples.getFirst();
    double seconds = (nanos - before.nanos) / 1e9;
    Map<String, Double> rates = new TreeMap<>();
    if (seconds > 0) {
      counts.forEach(
          (name, count) ->
              rates.put(name, Math.max(0, count - before.counts.getOrDefault(name, 0d)) / seconds));
    }
    return rates;
  }
}
