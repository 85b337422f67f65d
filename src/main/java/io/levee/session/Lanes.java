package io.levee.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * One after the other within a lane, side by side across lanes. One per event loop, which owns it;
 * called on that loop only.
 */
public final class Lanes {
  private final Supplier<SessionConfig> config;
  private final Map<String, Queue<Work<?>>> lanes = new HashMap<>();
  private int waiting;

  /**
   * @param loop which event loop this is, for the gauges
   */
  public Lanes(Supplier<SessionConfig> config, int loop, MeterRegistry meters) {
    this.config = config;
    Tags tags = Tags.of("loop", Integer.toString(loop));
    Gauge.builder("levee.session.lanes", lanes, Map::size)
        .description("Customers with a message being worked on")
        .tags(tags)
        .register(meters);
    Gauge.builder("levee.session.waiting", this, l -> l.waiting)
        .description("Messages that wait for the customer's one before")
        .tags(tags)
        .register(meters);
  }

  /**
   * Runs {@code work} when all that was put on this lane before is done.
   *
   * @param work what it returns holds the lane until it completes; must complete in the end
   * @return as {@code work} does; fails with {@link LaneFull} at once when too many wait
   */
  public <T> Future<T> run(String lane, Supplier<Future<T>> work) {
    Queue<Work<?>> before = lanes.get(lane);
    return before != null && before.size() >= config.get().laneDepth()
        ? Future.failedFuture(new LaneFull(before.size()))
        : runAnyway(lane, work);
  }

  /**
   * As {@link #run}, however many wait: for what people and the house itself add to a conversation,
   * which is bounded elsewhere and must not be crowded out by a shopper's flood.
   */
  public <T> Future<T> runAnyway(String lane, Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    Work<T> one = new Work<>(work, promise);
    Queue<Work<?>> before = lanes.get(lane);
    if (before == null) {
      lanes.put(lane, new ArrayDeque<>(2));
      begin(lane, one);
    } else {
      before.add(one);
      waiting++;
    }
    return promise.future();
  }

  /** Whether nothing is being worked on. */
  public boolean idle() {
    return lanes.isEmpty();
  }

  private <T> void begin(String lane, Work<T> one) {
    Future<T> running;
    try {
      running = one.work.get();
    } catch (RuntimeException broken) {
      running = Future.failedFuture(broken);
    }
    running.onComplete(
        result -> {
          next(lane);
          one.promise.handle(result);
        });
  }

  private void next(String lane) {
    Work<?> next = lanes.get(lane).poll();
    if (next == null) {
      lanes.remove(lane);
    } else {
      waiting--;
      begin(lane, next);
    }
  }

  private record Work<T>(Supplier<Future<T>> work, Promise<T> promise) {}
}
