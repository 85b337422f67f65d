package io.levee.simulate;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The clock that simulated shoppers live by, and the gateway that serves them: it runs faster than
 * ours, and stands still while the gateway owes somebody an answer. What the gateway does in a few
 * milliseconds therefore takes no time at all instead of speed times as long. (Compare D. Gupta et
 * al., <i>To infinity and beyond: time-warped network emulation</i>, NSDI 2006.)
 *
 * <p>Moved by one thread, read by any.
 */
public final class CustomerClock extends Clock {
  private record Stretch(double from, double to, long nanos, double speed) {}

  private final Instant start;
  private final LongSupplier nanoTime;
  private volatile Stretch stretch = new Stretch(0, 0, 0, 0);

  /**
   * @param start what it shows at first
   */
  public CustomerClock(Instant start, LongSupplier nanoTime) {
    this.start = start;
    this.nanoTime = nanoTime;
  }

  /** Seconds since the start. */
  double seconds() {
    Stretch now = stretch;
    if (now.speed() == 0) {
      return now.from();
    }
    double passed = (nanoTime.getAsLong() - now.nanos()) / 1e9 * now.speed();
    return Math.min(now.to(), now.from() + passed);
  }

  /** It is that late now, and stays so. Never goes back. */
  void stand(double seconds) {
    stretch = new Stretch(Math.max(seconds, seconds()), 0, 0, 0);
  }

  /** Runs on from where it stands, and stops there. */
  void run(double to, double speed) {
    double now = seconds();
    stretch = new Stretch(now, Math.max(now, to), nanoTime.getAsLong(), speed);
  }

  @Override
  public long millis() {
    return start.toEpochMilli() + (long) (seconds() * 1000);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new InZone(this, zone);
  }

  private static final class InZone extends Clock {
    private final Clock clock;
    private final ZoneId zone;

    InZone(Clock clock, ZoneId zone) {
      this.clock = clock;
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new InZone(clock, other);
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }
  }
}
