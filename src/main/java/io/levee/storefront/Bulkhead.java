package io.levee.storefront;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * So many calls at once, so many more in line, in the order they came. Lives on its shop's context;
 * the counts may be read from elsewhere.
 */
final class Bulkhead {
  private record Waiter(Promise<Void> turn, long timer) {}

  private final Vertx vertx;
  private final Supplier<ShopConfig> config;
  private final Deque<Waiter> line = new ArrayDeque<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  Bulkhead(Vertx vertx, Supplier<ShopConfig> config) {
    this.vertx = vertx;
    this.config = config;
  }

  int inFlight() {
    return inFlight.get();
  }

  int waiting() {
    return waiting.get();
  }

  /**
   * @return completes when it is the caller's turn, who must {@link #leave} afterwards; fails with
   *     {@link ShopFailure.Unavailable} when the line is full, or after {@code patience}
   */
  Future<Void> enter(Duration patience) {
    if (line.isEmpty() && inFlight.get() < config.get().maxInFlight()) {
      inFlight.incrementAndGet();
      return Future.succeededFuture();
    }
    if (line.size() >= config.get().maxWaiting()) {
      return Future.failedFuture(
          new ShopFailure.Unavailable("too many calls wait for the shop (shop.maxWaiting)"));
    }
    Promise<Void> turn = Promise.promise();
    long timer =
        vertx.setTimer(
            Math.max(1, patience.toMillis()),
            fired -> {
              line.removeIf(waiter -> waiter.turn == turn);
              waiting.set(line.size());
              turn.tryFail(
                  new ShopFailure.Unavailable("the call's turn did not come within its deadline"));
            });
    line.add(new Waiter(turn, timer));
    waiting.set(line.size());
    return turn.future();
  }

  void leave() {
    inFlight.decrementAndGet();
    while (!line.isEmpty() && inFlight.get() < config.get().maxInFlight()) {
      Waiter next = line.remove();
      waiting.set(line.size());
      vertx.cancelTimer(next.timer);
      inFlight.incrementAndGet();
      // Not from in here: calls that fail at once would call this again, as deep as the line.
      vertx.runOnContext(now -> next.turn.complete());
    }
  }
}
