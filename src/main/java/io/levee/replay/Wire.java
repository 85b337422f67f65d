package io.levee.replay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The connections of a client: JSON over HTTP, and WebSockets. */
final class Wire {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 30_000;
  private static final int KNOCK_MILLIS = 2_000;

  private final Target target;
  private final HttpClientAgent http;
  private final WebSocketClient sockets;

  /**
   * @param most how many connections at once
   */
  Wire(Vertx vertx, Target target, int most) {
    this.target = target;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS),
            new PoolOptions().setHttp1MaxSize(most).setMaxWaitQueueSize(most));
    this.sockets =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setClosingTimeout(2)
                .setMaxConnections(most));
  }

  /**
   * @return completes with the body of a 2xx; fails with {@link TryAgain} for 429 and 503, with
   *     {@link Refused} for any other, and with an I/O error
   */
  Future<JsonObject> call(HttpMethod method, String path, String bearer, JsonObject body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(target.url().getHost())
            .setPort(target.port())
            .setSsl(target.tls())
            .setURI(path)
            .setTimeout(REQUEST_MILLIS);
    if (!bearer.isEmpty()) {
      options.putHeader("authorization", "Bearer " + bearer);
    }
    return http.request(options)
        .compose(
            request ->
                body == null
                    ? request.send()
                    : request.putHeader("content-type", "application/json").send(body.toBuffer()))
        .compose(response -> response.body().map(bytes -> read(response, bytes.toString())));
  }

  /**
   * Sends requests that ask for nothing, so many at once: a client that has just started is slow,
   * and what is measured later shall be the gateway.
   *
   * @return completes once all were answered somehow, or after a moment; never fails
   */
  Future<Void> knock(int requests) {
    List<Future<JsonObject>> all =
        Stream.generate(() -> call(HttpMethod.POST, "/v1", "", new JsonObject()))
            .limit(requests)
            .toList();
    return Future.join(all)
        .timeout(KNOCK_MILLIS, TimeUnit.MILLISECONDS)
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /**
   * @return completes with an open socket that is paused: set handlers, then resume it
   */
  Future<WebSocket> socket() {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(target.url().getHost())
            .setPort(target.port())
            .setSsl(target.tls())
            .setURI("/v1/socket");
    return sockets.connect(options).onSuccess(WebSocket::pause);
  }

  private static JsonObject read(HttpClientResponse response, String body) {
    int status = response.statusCode();
    JsonObject json = parse(body);
    if (status / 100 == 2 && json != null) {
      return json;
    }
    String said =
        json == null ? "" : ": " + json.getString("detail", json.getString("title", "no detail"));
    if (status == 429 || status == 503) {
      throw new TryAgain(status + said, retryAfter(response.getHeader("retry-after")));
    }
    throw new Refused(status + said);
  }

  private static Duration retryAfter(String header) {
    try {
      return header == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(header.strip()));
    } catch (NumberFormatException aDate) {
      return Duration.ofSeconds(1);
    }
  }

  private static JsonObject parse(String body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException e) {
      return null;
    }
  }
}
