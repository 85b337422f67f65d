package io.levee.storefront;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts what a shop is asked and how that ends. */
final class ShopMeters {
  private record Ended(Operation operation, String outcome) {}

  private final MeterRegistry meters;
  private final Tags shop;
  private final Map<Ended, Timer> calls = new ConcurrentHashMap<>();
  private final Counter hits;
  private final Counter misses;
  private final Counter lostReplies;

  ShopMeters(
      MeterRegistry meters,
      String storefront,
      Bulkhead bulkhead,
      Breaker breaker,
      Cache<?, ?> orders) {
    this.meters = meters;
    this.shop = Tags.of("storefront", storefront);
    this.hits = meters.counter("levee.storefront.cache", shop.and("result", "hit"));
    this.misses = meters.counter("levee.storefront.cache", shop.and("result", "miss"));
    this.lostReplies = meters.counter("levee.storefront.lost.replies", shop);
    Gauge.builder("levee.storefront.in.flight", bulkhead, Bulkhead::inFlight)
        .description("Calls to the shop under way, at most shop.maxInFlight")
        .tags(shop)
        .register(meters);
    Gauge.builder("levee.storefront.waiting", bulkhead, Bulkhead::waiting)
        .description("Calls that wait for their turn, at most shop.maxWaiting")
        .tags(shop)
        .register(meters);
    Gauge.builder("levee.storefront.breaker", breaker, b -> b.state().gauge())
        .description("0 closed, 1 half open: one call tries the shop, 2 open: it is left alone")
        .tags(shop)
        .register(meters);
    Gauge.builder("levee.storefront.cached.orders", orders, Cache::estimatedSize)
        .description("Orders remembered, at most shop.maxCachedOrders")
        .tags(shop)
        .register(meters);
  }

  void cacheHit() {
    hits.increment();
  }

  void cacheMiss() {
    misses.increment();
  }

  /** A write's answer was lost or made no sense, and the order was read again. */
  void lostReply() {
    lostReplies.increment();
  }

  void call(Operation operation, AsyncResult<?> result, long nanos) {
    calls
        .computeIfAbsent(new Ended(operation, outcome(result)), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private static String outcome(AsyncResult<?> result) {
    if (result.cause() instanceof ShopFailure failure) {
      return failure.kind();
    }
    if (result.failed()) {
      return "failed";
    }
    return switch (result.result()) {
      case ActionResult.Accepted later -> "accepted";
      case ActionResult.Refused no -> "refused";
      case null, default -> "done";
    };
  }

  private Timer timer(Ended ended) {
    return Timer.builder("levee.storefront.calls")
        .description("From asking the shop to its answer, waiting and retry included")
        .tags(shop.and("operation", ended.operation.tag(), "outcome", ended.outcome))
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(10))
        .register(meters);
  }
}
