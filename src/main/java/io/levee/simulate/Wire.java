package io.levee.simulate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.function.Consumer;

/** Sockets to the gateway, whose frames arrive on the event loop that opened them. */
final class Wire {
  private static final int MOST_SOCKETS = 100_000;
  private static final int CONNECT_MILLIS = 20_000;
  private static final int LONGEST_FRAME = 1 << 20;
  private static final int OK = 200;

  private final URI url;
  private final HttpClient http;
  private final WebSocketClient sockets;

  Wire(Vertx vertx, URI url) {
    this.url = url;
    this.http = vertx.createHttpClient();
    this.sockets =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(MOST_SOCKETS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxFrameSize(LONGEST_FRAME)
                .setMaxMessageSize(LONGEST_FRAME));
  }

  /**
   * Opens a socket and says hello.
   *
   * @param heard gets every frame
   * @param closed is told why, once
   */
  Future<WebSocket> open(
      String path, JsonObject hello, Consumer<JsonObject> heard, Consumer<String> closed) {
    return sockets
        .connect(
            new WebSocketConnectOptions()
                .setHost(url.getHost())
                .setPort(port())
                .setSsl(tls())
                .setAllowOriginHeader(false)
                .setURI(path))
        .map(
            socket -> {
              socket.textMessageHandler(text -> heard.accept(new JsonObject(text)));
              socket.closeHandler(gone -> closed.accept(why(socket)));
              socket.exceptionHandler(broken -> {});
              send(socket, hello);
              return socket;
            });
  }

  /** What cannot be sent is noticed by the socket closing. */
  static void send(WebSocket socket, JsonObject frame) {
    socket.writeTextMessage(frame.encode());
  }

  private static String why(WebSocket socket) {
    String reason = socket.closeReason();
    return "the gateway closed the socket with "
        + socket.closeStatusCode()
        + (reason == null ? "" : ": " + reason);
  }

  /** An agent's token, and what gives the next one. */
  Future<JsonObject> login(Gate.Login login) {
    return post(
        "/v1/agent/login",
        new JsonObject().put("user", login.user()).put("password", login.password()),
        "agent " + login.user() + " cannot log in");
  }

  /** The next token, and what gives the one after. */
  Future<JsonObject> refresh(String refreshToken) {
    return post(
        "/v1/agent/refresh",
        new JsonObject().put("refreshToken", refreshToken),
        "an agent's login cannot be prolonged");
  }

  private Future<JsonObject> post(String path, JsonObject body, String broken) {
    return http.request(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.getHost())
                .setPort(port())
                .setSsl(tls())
                .setURI(path)
                .putHeader("Content-Type", "application/json"))
        .compose(request -> request.send(Buffer.buffer(body.encode())))
        .compose(
            answer ->
                answer.statusCode() == OK
                    ? answer.body().map(Buffer::toJsonObject)
                    : Future.failedFuture(broken + ": the gateway says " + answer.statusCode()));
  }

  Future<Void> close() {
    return Future.join(sockets.close(), http.close()).mapEmpty();
  }

  private boolean tls() {
    return "https".equals(url.getScheme());
  }

  private int port() {
    return url.getPort() >= 0 ? url.getPort() : tls() ? 443 : 80;
  }
}
