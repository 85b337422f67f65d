package io.levee.channel.front;

import io.levee.channel.HttpConfig;
import io.levee.channel.Road;
import io.levee.channel.SocketConfig;
import io.levee.channel.StorefrontConfig;
import io.levee.channel.Uploads;
import io.levee.channel.agent.AgentDesk;
import io.levee.channel.agent.Agents;
import io.levee.channel.shopper.LiveSockets;
import io.levee.channel.shopper.Shoppers;
import io.levee.channel.wire.Beat;
import io.levee.channel.wire.ChannelMetrics;
import io.levee.channel.wire.Exchanges;
import io.levee.channel.wire.Lines;
import io.levee.channel.wire.Storefronts;
import io.levee.channel.wire.Upgrade;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The public port. One per node; {@link #listen()} is called once on every event loop that shall
 * serve it, and they share the port.
 */
public final class Front {
  private final Vertx vertx;
  private final Supplier<HttpConfig> http;
  private final Supplier<SocketConfig> sockets;
  private final LongSupplier nanoTime;
  private final Consumer<Router> more;
  private final Exchanges exchanges;
  private final Lines lines;
  private final Shoppers shoppers;
  private final Agents agents;
  private final Documents documents;
  private volatile boolean draining;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Serving> serving = new CopyOnWriteArrayList<>();

  private record Serving(HttpServer server, Beat beat, Shoppers.Loop loop) {}

  /**
   * @param http read at use; what is not live-tunable is read by {@link #listen()}
   * @param storefronts by id; a new map is taken over, a map that is changed in place is not
   * @param more adds routes that are tried after the contract's own
   * @param clock the time of day, for tokens
   * @param nanoTime for timeouts and rates
   */
  public Front(
      Vertx vertx,
      Supplier<HttpConfig> http,
      Supplier<SocketConfig> sockets,
      Supplier<Map<String, StorefrontConfig>> storefronts,
      Road road,
      Uploads uploads,
      AgentDesk desk,
      LiveSockets live,
      Consumer<Router> more,
      MeterRegistry meters,
      Clock clock,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.http = http;
    this.sockets = sockets;
    this.nanoTime = nanoTime;
    this.more = more;
    ChannelMetrics metrics = new ChannelMetrics(meters);
    Storefronts shops = new Storefronts(storefronts);
    this.exchanges = new Exchanges(vertx, http, shops, metrics);
    this.lines = new Lines(sockets, metrics);
    Upgrade upgrade = new Upgrade(vertx, sockets, lines, metrics);
    this.shoppers =
        new Shoppers(
            vertx, http, sockets, shops, road, uploads, live, upgrade, metrics, clock, nanoTime);
    this.agents = new Agents(desk, http, sockets, upgrade, metrics);
    this.documents = Documents.ofClasspath();
    metrics.gauge("levee.channel.connections", connections::get);
    metrics.gauge("levee.channel.connections.limit", () -> http.get().maxConnections());
  }

  /**
   * Serves the port on the event loop of the caller's context.
   *
   * @return completes once it listens; fails when the port cannot be had
   */
  public Future<HttpServer> listen() {
    Beat beat = new Beat(vertx, sockets, nanoTime);
    Shoppers.Loop loop = shoppers.loop(beat);
    Router router = Router.router(vertx);
    Routes routes =
        new Routes(exchanges, shoppers, loop, agents, beat, documents, router, () -> draining);
    routes.mount(more);
    HttpServer server =
        vertx
            .createHttpServer(options(http.get(), sockets.get()))
            .connectionHandler(this::connected)
            .invalidRequestHandler(routes::invalid)
            .requestHandler(routes);
    beat.start();
    serving.add(new Serving(server, beat, loop));
    return server.listen();
  }

  private void connected(HttpConnection connection) {
    connections.incrementAndGet();
    connection.closeHandler(gone -> connections.decrementAndGet());
    if (connections.get() > http.get().maxConnections()) {
      connection.close();
    }
  }

  private static HttpServerOptions options(HttpConfig http, SocketConfig sockets) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(http.maxUri())
            .setMaxHeaderSize(http.maxHeaders())
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(false)
            .setCompressionSupported(false)
            .setDecompressionSupported(false)
            // Inflating is unbounded, and costs some 100 KB a connection.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setMaxWebSocketFrameSize(sockets.maxFrame())
            .setMaxWebSocketMessageSize(sockets.maxFrame())
            .setWebSocketClosingTimeout(1);
    // Below zero: a free port, the same on every event loop.
    options.setHost(http.host()).setPort(http.port() == 0 ? -1 : http.port());
    options.setAcceptBacklog(http.acceptBacklog());
    options.setTcpNoDelay(true);
    options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    // A write shall not make a silent peer look alive.
    options.setReadIdleTimeout((int) http.idleTimeout().toMillis());
    return options;
  }

  /**
   * Takes nothing new: requests are told to try elsewhere, open sockets to reconnect elsewhere.
   * Requests that were taken before are answered.
   *
   * @return completes once all sockets are closed; never fails
   */
  public Future<Void> drain() {
    draining = true;
    return lines.drain();
  }

  /**
   * Closes the port, after telling the sockets.
   *
   * @return completes once all servers are closed; never fails
   */
  public Future<Void> close() {
    // The beat goes on until the last socket is gone: it cuts off those that do not say goodbye.
    return drain()
        .compose(gone -> Future.join(serving.stream().map(Front::stop).toList()))
        .otherwiseEmpty()
        .mapEmpty();
  }

  private static Future<Void> stop(Serving one) {
    one.beat().stop();
    one.loop().stop();
    return one.server().close();
  }
}
