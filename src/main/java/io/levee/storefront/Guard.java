package io.levee.storefront;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps calls short and few: bulkhead, then breaker, then an attempt, and for reads one more within
 * the deadline. Lives on its shop's context.
 */
final class Guard {
  /** One attempt, which ends by itself within the time given. */
  @FunctionalInterface
  interface Attempt<T> extends Function<Duration, Future<T>> {}

  private final Vertx vertx;
  private final Supplier<ShopConfig> config;
  private final LongSupplier nanoTime;
  private final Bulkhead bulkhead;
  private final Breaker breaker;

  Guard(
      Vertx vertx,
      Supplier<ShopConfig> config,
      LongSupplier nanoTime,
      Bulkhead bulkhead,
      Breaker breaker) {
    this.vertx = vertx;
    this.config = config;
    this.nanoTime = nanoTime;
    this.bulkhead = bulkhead;
    this.breaker = breaker;
  }

  /**
   * @return completes within {@code readDeadline}
   */
  <T> Future<T> read(Attempt<T> ask) {
    ShopConfig now = config.get();
    return inTurn(
        now.readDeadline(),
        deadline ->
            attempt(ask, now.readAttempt(), deadline)
                .recover(why -> again(why, ask, now.readAttempt(), deadline)));
  }

  /**
   * @return completes within {@code writeDeadline}
   */
  <T> Future<T> write(Attempt<T> ask) {
    Duration within = config.get().writeDeadline();
    return inTurn(within, deadline -> attempt(ask, within, deadline));
  }

  private <T> Future<T> inTurn(Duration within, Function<Long, Future<T>> work) {
    long deadline = nanoTime.getAsLong() + within.toNanos();
    return bulkhead
        .enter(within)
        .compose(
            turn -> {
              Future<T> done = work.apply(deadline);
              done.onComplete(result -> bulkhead.leave());
              return done;
            });
  }

  private <T> Future<T> attempt(Attempt<T> ask, Duration most, long deadline) {
    long left = deadline - nanoTime.getAsLong();
    // Timers count whole milliseconds.
    if (left < TimeUnit.MILLISECONDS.toNanos(1)) {
      return Future.failedFuture(
          new ShopFailure.Unavailable("there was no time left to ask the shop"));
    }
    OptionalLong pass = breaker.enter();
    if (pass.isEmpty()) {
      return Future.failedFuture(
          new ShopFailure.Unavailable("the shop failed too often lately and is left alone"));
    }
    return ask.apply(Duration.ofNanos(Math.min(left, most.toNanos())))
        .onComplete(
            result ->
                breaker.done(pass.getAsLong(), result.cause() instanceof ShopFailure.Unavailable));
  }

  private <T> Future<T> again(Throwable why, Attempt<T> ask, Duration most, long deadline) {
    return switch (why) {
      case ShopFailure.Unavailable silent -> attempt(ask, most, deadline);
      case ShopFailure.Limited limited -> {
        long pause = Math.max(1, limited.retryAfter().toMillis());
        boolean inTime = TimeUnit.MILLISECONDS.toNanos(pause) < deadline - nanoTime.getAsLong();
        yield inTime
            ? vertx.timer(pause).compose(rested -> attempt(ask, most, deadline))
            : Future.failedFuture(limited);
      }
      default -> Future.failedFuture(why);
    };
  }
}
