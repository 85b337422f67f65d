package io.levee.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What all links of this node count together. */
final class RedisMeters {
  /** Links that have a connection now. */
  final AtomicInteger connected = new AtomicInteger();

  /** Requests that wait for an answer now. */
  final AtomicInteger waiting = new AtomicInteger();

  final Counter sent;
  final Counter failed;
  final Counter reconnects;

  RedisMeters(MeterRegistry meters) {
    Gauge.builder("levee.redis.connected", connected, AtomicInteger::get)
        .description("connections to Redis that stand")
        .register(meters);
    Gauge.builder("levee.redis.waiting", waiting, AtomicInteger::get)
        .description("requests that wait for Redis's answer")
        .register(meters);
    sent = Counter.builder("levee.redis.sent").register(meters);
    failed = Counter.builder("levee.redis.failed").register(meters);
    reconnects = Counter.builder("levee.redis.reconnects").register(meters);
  }
}
