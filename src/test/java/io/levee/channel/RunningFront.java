package io.levee.channel;

import io.levee.channel.front.Front;
import io.levee.channel.shopper.LiveSockets;
import io.levee.conversation.Customer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real front on a real port, before a house in memory. */
final class RunningFront implements AutoCloseable {
  static final String SECRET = "a-secret-of-the-shop-of-32-bytes-or-more";
  static final String ORIGIN = "https://shop.example";

  final Vertx vertx = Vertx.vertx();

  /** Kept: Vert.x closes the sockets of a client that nothing refers to any more. */
  final WebSocketClient dialer =
      vertx.createWebSocketClient(
          new WebSocketClientOptions().setMaxFrameSize(1 << 20).setMaxConnections(500));

  final FakeRoad road = new FakeRoad();
  final FakeUploads uploads = new FakeUploads();
  final FakeDesk desk = new FakeDesk();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final LiveSockets live;
  final Front front;
  final int port;
  volatile HttpConfig http;
  volatile SocketConfig sockets;

  boolean isHere(String lane) {
    return live.customer(lane).isPresent();
  }

  RunningFront() throws Exception {
    this(quick());
  }

  RunningFront(SocketConfig sockets) throws Exception {
    // A port below zero is a free one that all event loops share.
    this.http = onPort(-1);
    this.sockets = sockets;
    live = new LiveSockets();
    road.live = live;
    Map<String, StorefrontConfig> shops =
        Map.of(
            "demo",
            new StorefrontConfig(
                "demo-widget",
                "demo-api-key",
                SECRET,
                List.of(ORIGIN, "self"),
                Duration.ofHours(1),
                30),
            "other",
            new StorefrontConfig(
                "other-widget",
                "other-api-key",
                SECRET.replace('a', 'b'),
                List.of("https://other.example"),
                Duration.ofHours(1),
                30));
    front =
        new Front(
            vertx,
            () -> http,
            () -> this.sockets,
            () -> shops,
            road,
            uploads,
            desk,
            live,
            router ->
                router
                    .get("/fails")
                    .handler(
                        c -> {
                          throw new IllegalStateException("on purpose");
                        }),
            meters,
            Clock.systemUTC(),
            System::nanoTime);
    int[] found = new int[1];
    await(
        vertx.deployVerticle(
            () ->
                new AbstractVerticle() {
                  @Override
                  public void start(Promise<Void> started) {
                    front
                        .listen()
                        .onSuccess(server -> found[0] = server.actualPort())
                        .<Void>mapEmpty()
                        .onComplete(started);
                  }
                },
            new DeploymentOptions().setInstances(2)));
    port = found[0];
  }

  /** Timeouts that a test can wait for. */
  static SocketConfig quick() {
    return quick(Duration.ofMillis(500));
  }

  /** The same; sockets look that often whether they have missed something. */
  static SocketConfig quick(Duration heartbeat) {
    return new SocketConfig(
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        65_536,
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        heartbeat,
        16,
        1_000,
        16_384,
        Duration.ofSeconds(3),
        Duration.ofMillis(500),
        50,
        64,
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        10);
  }

  private static HttpConfig onPort(int port) {
    HttpConfig d = HttpConfig.defaults();
    return new HttpConfig(
        d.host(),
        port,
        d.maxBody(),
        d.maxTextCodePoints(),
        d.maxAttachments(),
        d.maxUri(),
        d.maxHeaders(),
        Duration.ofSeconds(2),
        Duration.ofMillis(700),
        d.maxConnections(),
        d.acceptBacklog(),
        d.forwardedHops(),
        d.agentOrigins(),
        d.retryAfter(),
        d.refusalDelay(),
        d.tokenCache(),
        d.mintAddresses());
  }

  Customer customer(String id) {
    return new Customer("demo", id, "", "");
  }

  /** A token of that customer, for an hour. */
  String token(String customer) {
    return token("demo", SECRET, customer, Instant.now().plusSeconds(3_600));
  }

  String token(String storefront, String secret, String customer, Instant expiresAt) {
    JsonObject claims = new JsonObject().put("sf", storefront).put("sub", customer);
    if (expiresAt != null) {
      claims.put("exp", expiresAt.getEpochSecond());
    }
    return sign("HS256", secret, claims);
  }

  String sign(String algorithm, String secret, JsonObject claims) {
    return JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm(algorithm).setBuffer(secret)))
        .generateToken(claims, new JWTOptions().setAlgorithm(algorithm));
  }

  long answers(String route, int status) {
    var timer =
        meters
            .find("levee.channel.http.responses")
            .tags("route", route, "status", Integer.toString(status))
            .timer();
    return timer == null ? 0 : timer.count();
  }

  double count(String name, String... tags) {
    var counter = meters.find(name).tags(tags).counter();
    return counter == null ? 0 : counter.count();
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    try {
      await(front.close());
      await(vertx.close());
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
