package io.levee.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.UUID;

/** All figures of the process, in one registry that Prometheus reads. */
public final class Telemetry implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final LogbackMetrics logged = new LogbackMetrics();

  /** The JVM's and the process's own figures are in it at once. */
  public Telemetry() {
    // Vert.x counts bytes of each read and write in summaries nobody reads; they cost each request.
    registry
        .config()
        .meterFilter(MeterFilter.denyNameStartsWith("vertx.http.server.request.bytes"));
    registry
        .config()
        .meterFilter(MeterFilter.denyNameStartsWith("vertx.http.server.response.bytes"));
    // One gauge for all connections to a store, registered again by each; our own say more.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("vertx.redis"));
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("vertx.sql"));
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
    logged.bindTo(registry);
  }

  public MeterRegistry registry() {
    return registry;
  }

  /** In Prometheus's text format, as of now. */
  public String scrape() {
    return registry.scrape();
  }

  /**
   * A Vert.x that reports worker pools here, over the JVM's own transport. What the doors do, they
   * count themselves.
   */
  public Vertx vertx(VertxOptions options) {
    return vertx(options, Transport.NIO);
  }

  /** The same over that transport, whichever the options prefer. */
  public Vertx vertx(VertxOptions options, Transport transport) {
    MicrometerMetricsOptions metrics =
        new MicrometerMetricsOptions()
            // Vert.x finds registries by name, in all of the process.
            .setRegistryName(UUID.randomUUID().toString())
            .setLabels(EnumSet.of(Label.POOL_NAME))
            .setJvmMetricsEnabled(false)
            .setNettyMetricsEnabled(true)
            .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
            .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
            .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
            .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
            .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET)
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
            .addDisabledMetricsCategory(MetricsDomain.VERTICLES);
    metrics.setEnabled(true);
    return Vertx.builder()
        .with(new VertxOptions(options).setMetricsOptions(metrics))
        .withMetrics(new MicrometerMetricsFactory(registry))
        .withTransport(transport)
        .build();
  }

  @Override
  public void close() {
    collections.close();
    logged.close();
    registry.close();
  }
}
