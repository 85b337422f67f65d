package io.levee.replay.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What became of all messages so far. Latencies are in microseconds from the intended time.
 * Confined to the event loop, but for histograms that were handed out.
 */
final class Tally {
  /** An hour; what takes longer counts as that. */
  static final long MOST_MICROS = 3_600_000_000L;

  static final int DIGITS = 3;

  long sent;
  long answered;
  long good;
  long shed;
  long failed;
  long lost;
  long unacknowledged;
  long doubled;
  long reordered;
  long missing;

  /** Those whose latency counts: not of slow readers. */
  long judged;

  long vipSent;
  long vipGood;
  long duplicates;
  long retries;
  long hurried;
  long degraded;
  long toPeople;
  long disconnects;
  long outstanding;
  long live;
  long verified;
  long unread;
  long agentsAssigned;
  long agentsAnswered;
  long agentsClosed;
  long agentsLost;
  final Map<String, Long> errors = new TreeMap<>();
  final Histogram latency = histogram();
  final Histogram acks = histogram();
  final Histogram vips = histogram();
  final Histogram sheds = histogram();
  final Histogram lag = histogram();
  final Histogram reconnects = histogram();
  private final long goodNanos;
  private Histogram interval = histogram();
  private long worstLag;

  Tally(double goodSeconds) {
    this.goodNanos = (long) (goodSeconds * 1e9);
  }

  static Histogram histogram() {
    return new Histogram(MOST_MICROS, DIGITS);
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos / 1_000, 0, MOST_MICROS));
  }

  void sent(Shopper who, Sent message) {
    outstanding++;
    if (message.measured) {
      sent++;
      if (!who.slow) {
        judged++;
        vipSent += who.vip ? 1 : 0;
      }
    }
  }

  void lag(boolean measured, long nanos) {
    if (measured) {
      record(lag, nanos);
      worstLag = Math.max(worstLag, nanos);
    }
  }

  void acked(Shopper who, Sent message, long now) {
    if (message.measured && !who.slow) {
      record(acks, now - message.intended);
    }
  }

  void answered(Shopper who, Sent message, long now) {
    outstanding--;
    if (!message.measured) {
      return;
    }
    answered++;
    if (who.slow) {
      return;
    }
    long nanos = now - message.intended;
    record(latency, nanos);
    record(interval, nanos);
    boolean inTime = nanos <= goodNanos;
    good += inTime ? 1 : 0;
    if (who.vip) {
      record(vips, nanos);
      vipGood += inTime ? 1 : 0;
    }
  }

  void shed(Sent message, long now, String why) {
    outstanding--;
    if (message.measured) {
      shed++;
      record(sheds, now - message.intended);
      error("shed: " + why);
    }
  }

  void failed(Sent message, String why) {
    outstanding--;
    error(why);
    if (message.measured) {
      failed++;
    }
  }

  /** Neither answered nor told why not, when it was all over. */
  void lost(Sent message) {
    outstanding--;
    lost++;
    error(message.acked ? "acknowledged, but not answered" : "not acknowledged");
    unacknowledged += message.acked ? 0 : 1;
  }

  void error(String kind) {
    errors.merge(kind.length() > 120 ? kind.substring(0, 120) : kind, 1L, Long::sum);
  }

  void reconnected(long nanos) {
    record(reconnects, nanos);
  }

  /** The latencies since the last call; {@code empty} takes the next ones. */
  Histogram takeInterval(Histogram empty) {
    Histogram full = interval;
    interval = empty;
    return full;
  }

  /** The worst lag since the last call, in nanoseconds. */
  long takeWorstLag() {
    long worst = worstLag;
    worstLag = 0;
    return worst;
  }
}
