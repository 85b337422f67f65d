package io.levee.app;

import io.levee.TestPostgres;
import io.levee.TestRedis;
import io.levee.app.config.Config;
import io.levee.app.config.Sources;
import io.levee.ops.Health;
import io.levee.ops.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * How soon an agent has the whole packet: so many handovers on a whole gateway, whose shop answers
 * as shops do, in some hundred milliseconds, sometimes in seconds, sometimes not at all. Told is
 * what an agent's socket saw, and what the gateway's own meters say.
 *
 * <p>Arguments: handovers (1000), handovers a second (20).
 */
final class PacketBenchmark {
  private static final double MEDIAN_MILLIS = 120;
  private static final double SPREAD = 0.6;
  private static final double LATE = 0.004;
  private static final double FAILING = 0.003;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = vertx.createHttpClient();

  /** Kept: Vert.x closes the sockets of a client that nothing refers to any more. */
  private final WebSocketClient sockets = vertx.createWebSocketClient();

  private final Telemetry telemetry = new Telemetry();
  private final MeterRegistry meters = telemetry.registry();
  private final Random random = new Random(1);
  private final Map<String, Long> handed = new ConcurrentHashMap<>();
  private final Map<String, Integer> missing = new ConcurrentHashMap<>();
  private final Histogram complete = new Histogram(3);
  private final AtomicInteger done = new AtomicInteger();
  private volatile Config config;
  private int port;
  private WebSocket agent;

  private PacketBenchmark() {}

  public static void main(String... args) throws Exception {
    int handovers = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int perSecond = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    PacketBenchmark bench = new PacketBenchmark();
    bench.start();
    // The compilers' time is nobody's wait.
    bench.handOver(handovers / 5, perSecond, "warm-");
    bench.complete.reset();
    Timer timer = bench.meters.get("levee.desk.packet.complete").timer();
    double before = bench.meters.get("levee.desk.packets").counter().count();
    double warm = within(timer, 1);
    bench.handOver(handovers, perSecond, "");
    double packets = bench.meters.get("levee.desk.packets").counter().count() - before;
    System.out.printf(
        "%d handovers, %d a second: packet complete within 1 s %.2f%% by the gateway's meters,"
            + " %.2f%% by the agent's socket; p50 %d ms, p99 %d ms, the last after %d ms;"
            + " %d never%n",
        handovers,
        perSecond,
        100 * (within(timer, 1) - warm) / packets,
        100.0 * bench.complete.getCountBetweenValues(0, 1_000) / handovers,
        bench.complete.getValueAtPercentile(50),
        bench.complete.getValueAtPercentile(99),
        bench.complete.getMaxValue(),
        handovers - bench.complete.getTotalCount());
    System.exit(0);
  }

  private static double within(Timer timer, int seconds) {
    double count = 0;
    for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
      if (bucket.bucket(TimeUnit.SECONDS) <= seconds) {
        count = Math.max(count, bucket.count());
      }
    }
    return count;
  }

  private void start() throws Exception {
    int shop = vertx.createHttpServer().requestHandler(this::shop).listen(0).await().actualPort();
    List<String> sets =
        List.of(
            "http.port=0",
            "ops.port=0",
            "demoShop.apiKey=shop-key",
            "storefronts.demo.shop.url=http://127.0.0.1:" + shop,
            "storefronts.demo.shop.apiKey=shop-key",
            "agents.alice.capacity=100",
            "postgres.url=" + TestPostgres.url(),
            "redis.url=" + TestRedis.url());
    config =
        new Sources(Path.of("conf", "levee.yaml"), Map.of(), sets).load().valid().orElseThrow();
    Health health = new Health(() -> config.ops(), System::nanoTime, meters);
    GatewayStart.Running gateway =
        Gateway.start(new Ground(vertx, () -> config, meters, health)).await();
    health.serving();
    port = java.net.URI.create(gateway.url()).getPort();
    JsonObject login = new JsonObject().put("user", "alice").put("password", "demo");
    String token = post("/v1/agent/login", "", login).await().getString("token");
    WebSocketConnectOptions desk =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/v1/agent/socket")
            .setAllowOriginHeader(false);
    agent = sockets.connect(desk).await();
    agent.textMessageHandler(text -> heard(new JsonObject(text)));
    agent.closeHandler(
        end ->
            System.err.printf(
                "the agent's socket was closed: %s %s; figures from here on are about nothing%n",
                agent.closeStatusCode(), agent.closeReason()));
    agent.writeTextMessage(
        new JsonObject()
            .put("type", "hello")
            .put("token", token)
            .put("capacity", 100)
            .put("available", true)
            .encode());
  }

  /** The demo shop, as far away as shops are. */
  private void shop(HttpServerRequest request) {
    double dice = random.nextDouble();
    double millis = MEDIAN_MILLIS * Math.exp(SPREAD * random.nextGaussian());
    if (dice < LATE) {
      millis = 700 + 3_000 * random.nextDouble();
    }
    boolean fails = dice > 1 - FAILING;
    vertx.setTimer(
        (long) Math.max(1, millis),
        now -> {
          if (fails) {
            request.response().setStatusCode(503).end();
            return;
          }
          String customer = request.getParam("customerId", "");
          JsonArray orders = new JsonArray();
          if (request.path().endsWith("/orders")) {
            orders.add(order(customer));
          }
          JsonObject answer =
              new JsonObject()
                  .put("customerId", customer)
                  .put("orders", orders)
                  .put("products", new JsonArray());
          request.response().putHeader("Content-Type", "application/json").end(answer.encode());
        });
  }

  private static JsonObject order(String customer) {
    return new JsonObject(Buffer.buffer(ORDER.replace("CUSTOMER", customer)));
  }

  private static final String ORDER =
      """
      {"number":"20261111000001","customerId":"CUSTOMER","placedAt":"2026-11-11T00:00:10Z",
       "total":"129.00","currency":"CNY","cancelled":false,"payment":"paid",
       "fulfilment":"shipped","parcels":[],"returns":[],
       "lines":[{"id":"1","title":"Mug","unitPrice":"129.00","ordered":1,"shipped":1,
                 "delivered":0,"returned":0}]}
      """;

  private void handOver(int count, int perSecond, String prefix) throws Exception {
    done.set(0);
    for (int i = 0; i < count; i++) {
      String customer = prefix + "customer-" + i;
      JsonObject wish =
          new JsonObject().put("messageId", "m-1").put("customerId", customer).put("text", "转人工");
      post("/v1/messages", "demo-api-key", wish)
          .onFailure(broken -> System.err.println(broken.getMessage()));
      Thread.sleep(Math.round(-Math.log(1 - random.nextDouble()) * 1_000 / perSecond));
    }
    for (int i = 0; i < 300 && done.get() < count; i++) {
      Thread.sleep(100);
    }
  }

  private void heard(JsonObject frame) {
    String id = frame.getString("conversationId", "");
    switch (frame.getString("type")) {
      case "assigned" -> {
        handed.put(id, System.nanoTime());
        missing.put(id, 2);
      }
      case "packet" -> {
        if (frame.containsKey("orders") || frame.containsKey("earlierConversations")) {
          part(id);
        }
      }
      default -> {}
    }
  }

  private void part(String id) {
    Integer parts = missing.computeIfPresent(id, (one, left) -> left - 1);
    if (parts != null && parts == 0) {
      missing.remove(id);
      complete.recordValue((System.nanoTime() - handed.get(id)) / 1_000_000);
      done.incrementAndGet();
      agent.writeTextMessage(
          new JsonObject().put("type", "close").put("conversationId", id).encode());
    }
  }

  private Future<JsonObject> post(String path, String bearer, JsonObject body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(path)
            .putHeader("Content-Type", "application/json");
    if (!bearer.isEmpty()) {
      options.putHeader("Authorization", "Bearer " + bearer);
    }
    return http.request(options)
        .compose(request -> request.send(Buffer.buffer(body.encode())))
        .compose(
            answer ->
                answer
                    .body()
                    .compose(
                        text ->
                            answer.statusCode() == 200
                                ? Future.succeededFuture(text.toJsonObject())
                                : Future.failedFuture(answer.statusCode() + " " + text)));
  }
}
