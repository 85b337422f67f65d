package io.levee.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One after the other within a lane, side by side across lanes. One per event loop, which owns it;
 * called on that loop only.
 */
public final class Lanes {
  private final Supplier<SessionConfig> config;

  /** What is worked on, then what waits for it. */
  private final Map<String, Deque<Work<?>>> lanes = new HashMap<>();

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
    Deque<Work<?>> before = lanes.get(lane);
    return before != null && before.size() > config.get().laneDepth()
        ? Future.failedFuture(new LaneFull(before.size() - 1))
        : run(lane, before, work);
  }

  /**
   * As {@link #run}, however many wait: for what people and the house itself add to a conversation,
   * which is bounded elsewhere and must not be crowded out by a shopper's flood.
   */
  public <T> Future<T> runAnyway(String lane, Supplier<Future<T>> work) {
    return run(lane, lanes.get(lane), work);
  }

  private <T> Future<T> run(String lane, Deque<Work<?>> before, Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    Work<T> one = new Work<>(work, promise);
    if (before == null) {
      Deque<Work<?>> fresh = new ArrayDeque<>(4);
      fresh.add(one);
      lanes.put(lane, fresh);
      begin(lane, fresh, one);
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

  /**
   * Takes those along that wait right behind what is worked on: it does their work as well, and
   * they are done when it is.
   *
   * @param kind only such work
   * @param joins asked of one after the other, until the first that does not
   */
  public <W extends Supplier<?>> void takeAlong(String lane, Class<W> kind, Predicate<W> joins) {
    Deque<Work<?>> works = lanes.get(lane);
    Work<?> first = works.remove();
    for (Work<?> next = works.peek(); next != null; next = works.peek()) {
      if (!kind.isInstance(next.work) || !joins.test(kind.cast(next.work))) {
        break;
      }
      first.along.add(works.remove());
      waiting--;
    }
    works.addFirst(first);
  }

  private <T> void begin(String lane, Deque<Work<?>> works, Work<T> one) {
    Future<T> running;
    try {
      running = one.work.get();
    } catch (RuntimeException broken) {
      running = Future.failedFuture(broken);
    }
    running.onComplete(
        result -> {
          next(lane, works);
          one.promise.handle(result);
          one.along.forEach(other -> other.end(result));
        });
  }

  private void next(String lane, Deque<Work<?>> works) {
    works.remove();
    Work<?> next = works.peek();
    if (next == null) {
      lanes.remove(lane);
    } else {
      waiting--;
      begin(lane, works, next);
    }
  }

  private record Work<T>(Supplier<Future<T>> work, Promise<T> promise, List<Work<?>> along) {
    Work(Supplier<Future<T>> work, Promise<T> promise) {
      this(work, promise, new ArrayList<>(0));
    }

    /** Done by another, which came to nothing that is this one's. */
    void end(AsyncResult<?> other) {
      if (other.succeeded()) {
        promise.complete();
      } else {
        promise.fail(other.cause());
      }
    }
  }
}
