package io.levee.channel.wire;

import io.levee.channel.SocketConfig;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One event loop's clock for all of its lines: a wheel that every line is on once, so that pings
 * spread over the interval and no connection needs a timer of its own. Confined to that loop.
 */
public final class Beat {
  private static final long TICK_MILLIS = 250;

  private final Vertx vertx;
  private final LongSupplier nanoTime;
  private final List<Set<Line>> spokes = new ArrayList<>();
  private final Set<Line> watched = new LinkedHashSet<>();
  private int at;
  private int next;
  private long timer = -1;

  public Beat(Vertx vertx, Supplier<SocketConfig> config, LongSupplier nanoTime) {
    this.vertx = vertx;
    this.nanoTime = nanoTime;
    long count = Math.max(1, config.get().pingInterval().toMillis() / TICK_MILLIS);
    for (long i = 0; i < count; i++) {
      spokes.add(new LinkedHashSet<>());
    }
  }

  /** Begins, on the loop of the caller's context. */
  public void start() {
    timer = vertx.setPeriodic(TICK_MILLIS, tick -> tick());
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /**
   * @return the spoke it is on, to be given back to {@link #remove}
   */
  int add(Line line) {
    int spoke = next++ % spokes.size();
    next %= spokes.size();
    spokes.get(spoke).add(line);
    return spoke;
  }

  void remove(Line line, int spoke) {
    spokes.get(spoke).remove(line);
    watched.remove(line);
  }

  /** Looks at it on every tick, for as long as it asks for it. */
  void watch(Line line) {
    watched.add(line);
  }

  private void tick() {
    long now = now();
    at = (at + 1) % spokes.size();
    for (Line line : List.copyOf(spokes.get(at))) {
      line.ping(now);
    }
    if (!watched.isEmpty()) {
      for (Line line : List.copyOf(watched)) {
        if (!line.tick(now)) {
          watched.remove(line);
        }
      }
    }
  }
}
