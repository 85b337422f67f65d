package io.levee.app;

import io.levee.app.config.Config;
import io.levee.ops.Health;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * What a gateway is built on.
 *
 * @param vertx runs the gateway; closed after it was drained
 * @param config the configuration that holds now
 * @param meters takes every room's gauges
 * @param health takes every room's readiness checks
 * @param clock what conversations, the queue and the desks live by
 */
record Ground(
    Vertx vertx, Supplier<Config> config, MeterRegistry meters, Health health, Clock clock) {

  /** On the real time. */
  Ground(Vertx vertx, Supplier<Config> config, MeterRegistry meters, Health health) {
    this(vertx, config, meters, health, Clock.tickMillis(ZoneOffset.UTC));
  }
}
