package io.levee.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The least that a Vert.x server can do, to be compared with: a WebSocket gives each frame back, a
 * POST is read as JSON and answered with it.
 */
public final class BareEcho {
  private static final int LOOPS = Integer.getInteger("levee.loops", 1);

  private BareEcho() {}

  /** Listens on a free loopback port and tells it as {@code ready url="…"}. */
  public static void main(String[] args) throws IOException {
    int port;
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = any.getLocalPort();
    }
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS).setPreferNativeTransport(true));
    vertx
        .deployVerticle(
            () ->
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    return server(vertx).listen(port, "127.0.0.1");
                  }
                },
            new DeploymentOptions().setInstances(LOOPS))
        .onSuccess(up -> System.out.println("ready url=\"http://127.0.0.1:" + port + "\""))
        .onFailure(
            broken -> {
              System.err.println(broken);
              System.exit(1);
            });
  }

  private static HttpServer server(Vertx vertx) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false);
    return vertx
        .createHttpServer(options)
        .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
        .requestHandler(
            request ->
                request
                    .body()
                    .onSuccess(
                        body ->
                            request
                                .response()
                                .putHeader("Content-Type", "application/json")
                                .end(new JsonObject(body).toBuffer())));
  }
}
