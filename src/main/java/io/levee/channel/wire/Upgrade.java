package io.levee.channel.wire;

import io.levee.channel.SocketConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes a line of a request, or says why not. */
public final class Upgrade {
  private final Vertx vertx;
  private final Supplier<SocketConfig> config;
  private final Lines lines;
  private final ChannelMetrics metrics;

  public Upgrade(Vertx vertx, Supplier<SocketConfig> config, Lines lines, ChannelMetrics metrics) {
    this.vertx = vertx;
    this.config = config;
    this.lines = lines;
    this.metrics = metrics;
  }

  /** Must be called before the request handler returns. */
  public void accept(
      Exchange exchange, Party party, Beat beat, Function<Line, Line.Talker> talker) {
    HttpServerRequest request = exchange.request();
    if (!request.method().equals(HttpMethod.GET)) {
      exchange.methodNotAllowed("GET");
      return;
    }
    if (!request.canUpgradeToWebSocket()
        || !"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
      exchange
          .header("Upgrade", "websocket")
          .header("Sec-WebSocket-Version", "13")
          .problem(
              Problem.of(
                  426, "upgrade-required", "Upgrade required", "this path speaks WebSocket only"));
      return;
    }
    if (request.getHeader("Sec-WebSocket-Key") == null) {
      exchange.problem(
          Problem.of(400, "bad-request", "Bad request", "Sec-WebSocket-Key is missing"));
      return;
    }
    if (!lines.reserve(party)) {
      exchange.problem(
          new Problem(
              503,
              "busy",
              "Busy",
              "this gateway takes no more sockets now; reconnect after the time given",
              List.of(),
              "",
              exchange.config().retryAfter()));
      return;
    }
    Context context = vertx.getOrCreateContext();
    request
        .toWebSocket()
        .onFailure(broken -> lines.release(party))
        .onSuccess(
            socket -> {
              Line line = new Line(socket, context, config, beat, lines, metrics, party);
              line.start(talker.apply(line));
            });
  }
}
