package io.levee.ops;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Percentiles of the last seconds. The timers' histograms only ever grow; what was recorded within
 * the window is their difference to what they were before it. Buckets of several timers add up,
 * which percentiles do not.
 */
final class Latencies {
  private final int window;

  /** By upper bound in milliseconds: how many were at most that long, since the start. */
  private final Deque<NavigableMap<Double, Double>> seen = new ArrayDeque<>();

  /**
   * @param window in samples
   */
  Latencies(int window) {
    this.window = window;
  }

  void sample(Collection<Timer> timers) {
    NavigableMap<Double, Double> now = new TreeMap<>();
    for (Timer timer : timers) {
      for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
        now.merge(bucket.bucket(TimeUnit.MILLISECONDS), bucket.count(), Double::sum);
      }
    }
    seen.addLast(now);
    if (seen.size() > window + 1) {
      seen.removeFirst();
    }
  }

  /**
   * @param part 0 to 1
   * @return milliseconds, linear within a bucket; NaN when nothing was recorded within the window
   */
  double percentile(double part) {
    if (seen.size() < 2) {
      return Double.NaN;
    }
    NavigableMap<Double, Double> before = seen.getFirst();
    NavigableMap<Double, Double> now = seen.getLast();
    if (now.isEmpty()) {
      return Double.NaN;
    }
    double all = recorded(now.lastEntry(), before);
    if (all <= 0) {
      return Double.NaN;
    }
    double rank = part * all;
    double low = 0;
    double below = 0;
    for (Map.Entry<Double, Double> bucket : now.entrySet()) {
      double upTo = recorded(bucket, before);
      double high = bucket.getKey();
      if (upTo >= rank && upTo > below) {
        boolean open = Double.isInfinite(high);
        return open ? low : low + (high - low) * (rank - below) / (upTo - below);
      }
      low = high;
      below = Math.max(below, upTo);
    }
    return low;
  }

  private static double recorded(
      Map.Entry<Double, Double> bucket, NavigableMap<Double, Double> before) {
    Map.Entry<Double, Double> then = before.floorEntry(bucket.getKey());
    return bucket.getValue() - (then == null ? 0 : then.getValue());
  }
}
