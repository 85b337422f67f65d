package io.levee.channel.wire;

import io.levee.channel.HttpConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/** What all exchanges of a node share. */
public final class Exchanges {
  final Vertx vertx;
  final Supplier<HttpConfig> config;
  final Storefronts storefronts;
  final ChannelMetrics metrics;

  public Exchanges(
      Vertx vertx, Supplier<HttpConfig> config, Storefronts storefronts, ChannelMetrics metrics) {
    this.vertx = vertx;
    this.config = config;
    this.storefronts = storefronts;
    this.metrics = metrics;
  }

  /**
   * Begins to answer a request.
   *
   * @param route the path's pattern, for metrics
   */
  public Exchange begin(HttpServerRequest request, String route) {
    return new Exchange(this, request, route);
  }
}
