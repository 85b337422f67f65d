package io.levee.app;

import io.levee.app.config.Config;
import io.levee.ops.Health;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * What a gateway is built on.
 *
 * @param vertx runs the gateway; closed after it was drained
 * @param config the configuration that holds now
 * @param meters takes every room's gauges
 * @param health takes every room's readiness checks
 */
record Ground(Vertx vertx, Supplier<Config> config, MeterRegistry meters, Health health) {}
