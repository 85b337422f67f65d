package io.levee.admission;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * As many at once as keep the work busy, and a little more: Little's law, with the rate at which
 * work ends and the time it takes when nothing waits, plus the delay that is put up with.
 *
 * <p>What work takes when nothing waits is measured: now and then, and whenever the limit has moved
 * far, fewer are let in for a moment, as BBR does (Cardwell et al., ACM Queue 2016), and Apache
 * brpc's automatic limiter, which also go by rate and least time. That costs a fifth of the rate
 * for the moment at most, and mostly nothing, since it takes from what only waits.
 *
 * <p>A limit that is not used says nothing and stays.
 */
final class QueueDelayLimit implements Limit {
  private static final long SHORTEST_WINDOW = Duration.ofMillis(50).toNanos();
  private static final long LONGEST_WINDOW = Duration.ofSeconds(1).toNanos();
  private static final long PROBE_EVERY = Duration.ofSeconds(10).toNanos();

  /** A probe turns some away: never one after the other. */
  private static final long PROBE_PAUSE = Duration.ofMillis(200).toNanos();

  /** Where work is done in groups the limit moves with their size: that tells little. */
  private static final long MOVE_PAUSE = Duration.ofSeconds(1).toNanos();

  private static final int FEWEST_SAMPLES = 30;

  /** A mean is known well enough when its standard error is this share of it. */
  private static final double SURE = 0.05;

  private static final double SURE_IN_PROBE = 0.1;

  /** Delay always put up with, as part of the time when nothing waits. */
  private static final double SLACK = 0.05;

  private static final double USED = 0.9;

  /** Below this share of the limit in the mean, it is not the limit that makes work wait. */
  private static final double CROWDED = 0.5;

  private static final double PROBE = 0.8;
  private static final double PROBE_DEEPER = 0.5;

  /** Where work is done in groups, small ones cost the most: never less than this at once. */
  private static final double LEAST_PROBE = 0.5;

  private static final double MUCH_LESS = 0.85;
  private static final double MOVED_FAR = 1.25;
  private static final double SMALLEST_STEP = 0.5;
  private static final double LARGEST_STEP = 2;
  private static final double GROWTH = 1.02;
  private static final double AFTER_OVERLOAD = 0.9;
  private static final double HARDLY_CHANGED = 0.05;
  private static final double DOWN = 0.3;
  private static final double UP = 0.02;

  private final Supplier<AdmissionConfig> config;
  private final LongSupplier nanoTime;
  private double multiple = 1;
  private double limit;
  private double base;

  /** The limit while a probe lasts; 0 when none does. */
  private double probe;

  /** Whether what waited before the probe is still there. */
  private boolean draining;

  private boolean spared;
  private long patience;
  private double rateBefore;

  /** Whether the time without waiting may be much less than believed. */
  private boolean deeper = true;

  private double limitAtProbe;
  private long probedAt;

  private long windowBegan;
  private long endedAt;
  private long busy;
  private double inFlightNanos;
  private int ended;
  private int samples;
  private double mean;
  private double squares;
  private int mostInFlight;
  private boolean overloaded;

  QueueDelayLimit(Supplier<AdmissionConfig> config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
    this.limit = config.get().firstLimit();
    this.limitAtProbe = limit;
    this.windowBegan = nanoTime.getAsLong();
    this.endedAt = windowBegan;
    this.probedAt = windowBegan;
  }

  @Override
  public int limit() {
    return (int) Math.round(bounded(probe > 0 ? probe : limit));
  }

  @Override
  public int limitForTheFirst() {
    return probe > 0 && !spared ? limit() : (int) Math.round(bounded(limit));
  }

  private double bounded(double wanted) {
    AdmissionConfig now = config.get();
    double most = now.maxInFlight() * multiple;
    return Math.clamp(wanted, Math.min(now.leastLimit(), most), most);
  }

  @Override
  public void expect(double times) {
    multiple = times;
  }

  @Override
  public void onSample(long nanos, int inFlight, Release release) {
    long now = nanoTime.getAsLong();
    if (draining) {
      drains(inFlight, now);
    }
    long elapsed = now - windowBegan;
    if (elapsed < 0) {
      // What ends just after the limit was changed tells of the limit before.
      return;
    }
    overloaded |= release == Release.OVERLOADED;
    mostInFlight = Math.max(mostInFlight, inFlight);
    // Whatever ends was under way all its time: pauses in which nothing was do not count.
    busy += Math.min(nanos, Math.min(now - endedAt, elapsed));
    endedAt = now;
    inFlightNanos += nanos;
    ended++;
    if (release == Release.COMPLETED) {
      samples++;
      double off = nanos - mean;
      mean += off / samples;
      squares += off * (nanos - mean);
    }
    boolean sure =
        samples >= FEWEST_SAMPLES
            && elapsed >= Math.clamp((long) mean, SHORTEST_WINDOW, LONGEST_WINDOW)
            && error() <= (probe > 0 ? SURE_IN_PROBE : SURE) * mean;
    if (sure || elapsed >= LONGEST_WINDOW) {
      begin(samples == 0 && !overloaded ? 0 : learn(ended / (double) Math.max(1, busy)));
    }
  }

  /** Those with headroom are spared a probe, unless nothing drains for them. */
  private void drains(int inFlight, long now) {
    if (inFlight <= probe + 1) {
      draining = false;
      windowBegan = now;
    } else if (now - windowBegan >= 0) {
      draining = spared;
      spared = false;
      windowBegan = now + patience;
    }
  }

  /** Ends a window. @return for how long what ends tells nothing, in nanoseconds */
  private long learn(double rate) {
    double took = mean;
    if (samples == 0) {
      limit = bounded(limit * AFTER_OVERLOAD);
      return 0;
    }
    if (probe > 0) {
      deeper = mean < MUCH_LESS * base;
      base = mean;
      probe = 0;
      draining = false;
      probedAt = nanoTime.getAsLong();
      if (deeper) {
        limit = bounded(Math.min(limit, rateBefore * (base + allowed())));
      }
      limitAtProbe = limit;
      return deeper ? probe(rateBefore, took) : (long) took;
    }
    boolean used = mostInFlight >= USED * limit();
    remember(used);
    double before = limit;
    boolean waits = mean - error() > base + allowed();
    if (!used && waits) {
      // Who is many would else have to be many more before it is looked at why they wait.
      limit = Math.min(limit, mostInFlight * LARGEST_STEP);
    } else if (used) {
      double wanted = rate * (base + allowed());
      // A limit that bounds bursts only makes nobody wait too long: it may be larger.
      boolean crowded = inFlightNanos >= CROWDED * limit() * busy;
      limit =
          Math.clamp(
              waits && crowded ? wanted : Math.max(wanted, waits ? limit : limit * GROWTH),
              limit * SMALLEST_STEP,
              limit * LARGEST_STEP);
    }
    if (overloaded) {
      limit = Math.min(limit, before * AFTER_OVERLOAD);
    }
    limit = bounded(limit);
    if (used && isTimeToProbe()) {
      return probe(rate, took);
    }
    return Math.abs(limit - before) > HARDLY_CHANGED * before ? (long) took : 0;
  }

  /** Lets in fewer until what waits is gone; fewer still when that has paid. */
  private long probe(double rate, double took) {
    rateBefore = rate;
    double atOnce = (deeper ? PROBE_DEEPER : PROBE) * rate * base;
    probe = bounded(Math.clamp(atOnce, LEAST_PROBE * limit, limit));
    draining = true;
    spared = true;
    patience = (long) (4 * took);
    return patience;
  }

  private boolean isTimeToProbe() {
    long ago = nanoTime.getAsLong() - probedAt;
    if (ago < PROBE_PAUSE) {
      return false;
    }
    boolean moved = limit * MOVED_FAR < limitAtProbe || limit > limitAtProbe * MOVED_FAR;
    return deeper || ago >= PROBE_EVERY || (moved && ago >= MOVE_PAUSE);
  }

  /** Between probes only what is surely less is believed, and what the limit has no part in. */
  private void remember(boolean used) {
    double atMost = mean + error();
    if (base == 0) {
      base = mean;
    } else if (atMost < base) {
      base += DOWN * (atMost - base);
    } else if (!used && mean > base) {
      base += UP * (mean - base);
    }
  }

  private double allowed() {
    return Math.max((double) config.get().queueDelay().toNanos(), SLACK * base);
  }

  private double error() {
    return samples > 1 ? Math.sqrt(squares / (samples - 1) / samples) : mean;
  }

  private void begin(long settling) {
    windowBegan = nanoTime.getAsLong() + settling;
    busy = 0;
    inFlightNanos = 0;
    ended = 0;
    samples = 0;
    mean = 0;
    squares = 0;
    mostInFlight = 0;
    overloaded = false;
  }
}
