package io.levee.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The heartbeat of every event loop. A loop that does not run its beat in time is late; one that is
 * late for long is blocked. Gauge {@code levee.ops.loop.lag} in seconds, by {@code loop}.
 */
public final class Loops implements AutoCloseable {
  private final LongSupplier nanoTime;
  private final long beatNanos;
  private final List<Heart> hearts = new ArrayList<>();

  /** One loop's last beat; written on its loop, read by any thread. */
  private final class Heart implements Runnable {
    private volatile long last = nanoTime.getAsLong();
    private volatile long lateNanos;
    private ScheduledFuture<?> beating;

    @Override
    public void run() {
      long now = nanoTime.getAsLong();
      lateNanos = Math.max(0, now - last - beatNanos);
      last = now;
    }

    /** How late the last beat was, or the next one is already, whichever is more. */
    long lag() {
      return Math.max(lateNanos, nanoTime.getAsLong() - last - beatNanos);
    }
  }

  /**
   * Starts the beats.
   *
   * @param beat the time between two beats of a loop
   */
  public Loops(Vertx vertx, Duration beat, LongSupplier nanoTime, MeterRegistry meters) {
    this.nanoTime = nanoTime;
    this.beatNanos = beat.toNanos();
    for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      Heart heart = new Heart();
      heart.beating = loop.scheduleAtFixedRate(heart, beatNanos, beatNanos, TimeUnit.NANOSECONDS);
      Gauge.builder("levee.ops.loop.lag", heart, h -> h.lag() / 1e9)
          .description("How late the event loop is")
          .baseUnit("seconds")
          .tag("loop", Integer.toString(hearts.size()))
          .register(meters);
      hearts.add(heart);
    }
  }

  /** How late each loop is, in the order of the gauge's {@code loop}. */
  public List<Duration> lags() {
    return hearts.stream().map(h -> Duration.ofNanos(Math.max(0, h.lag()))).toList();
  }

  /** The loops whose next beat is later than {@code limit} now, by number. */
  public List<Integer> blocked(Duration limit) {
    long now = nanoTime.getAsLong();
    return IntStream.range(0, hearts.size())
        .filter(i -> now - hearts.get(i).last - beatNanos > limit.toNanos())
        .boxed()
        .toList();
  }

  @Override
  public void close() {
    hearts.forEach(h -> h.beating.cancel(false));
  }
}
