package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.TestPostgres;
import io.levee.TestRedis;
import io.levee.app.config.Config;
import io.levee.app.config.Sources;
import io.levee.conversation.Customer;
import io.levee.demoshop.DemoShop;
import io.levee.ops.Health;
import io.levee.storefront.Order;
import io.levee.storefront.ShopFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo shop behind the demo storefront, on a running gateway. */
final class DemoShopOnGatewayIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String KEY = "key-of-the-demo-shop";
  private static final Customer CUSTOMER = new Customer("demo", "demo-customer-01", "", "");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
  private static Vertx vertx;
  private static volatile Config config;
  private static Health health;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    List<String> sets =
        List.of(
            "http.port=0",
            "demoShop.apiKey=" + KEY,
            "storefronts.bare.widgetKey=bare-widget",
            "storefronts.bare.apiKey=bare-api-key",
            "storefronts.bare.tokenSecret=a-secret-of-a-storefront-without-any-shop",
            "postgres.url=" + TestPostgres.url(),
            "redis.url=" + TestRedis.url());
    config = load(sets);
    health = new Health(() -> config.ops(), System::nanoTime, METERS);
    gateway = (Gateway) await(Gateway.start(new Ground(vertx, () -> config, METERS, health)));
    health.serving();
  }

  private static Config load(List<String> sets) {
    return new Sources(Path.of("conf", "levee.yaml"), Map.of(), sets).load().valid().orElseThrow();
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      await(gateway.drain());
    }
    await(vertx.close());
  }

  @Test
  void answersWhoHasTheKeyAndNobodyElse() throws Exception {
    String orders = DemoShop.PATH + "/orders?customerId=demo-customer-01";
    assertThat(send(get(orders)).statusCode()).isEqualTo(401);
    assertThat(send(get(orders).header("Authorization", "Bearer demo-api-key")).statusCode())
        .isEqualTo(401);
    HttpResponse<String> answer = send(get(orders).header("Authorization", "Bearer " + KEY));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(MAPPER.readTree(answer.body()).path("orders")).hasSize(5);
  }

  @Test
  void theStorefrontsShopKnowsItsCustomersOrdersAndNobodyElses() throws Exception {
    List<Order> orders = await(gateway.shops().of("demo").recentOrders(CUSTOMER, 10));
    assertThat(orders).hasSize(5);
    assertThat(await(gateway.shops().of("demo").order(CUSTOMER, "LV100001")).number())
        .isEqualTo("LV100001");
    assertThatThrownBy(() -> await(gateway.shops().of("demo").order(CUSTOMER, "LV100200")))
        .hasCauseInstanceOf(ShopFailure.NotFound.class);
  }

  @Test
  void aStorefrontWithoutAShopCanBeAskedNothing() {
    assertThat(gateway.shops().of("bare").supports()).isEmpty();
    assertThat(gateway.shops().of("never-configured").supports()).isEmpty();
  }

  @Test
  void whatIsBehindAStorefrontStaysUntilARestart() throws Exception {
    Config before = config;
    config =
        load(
            List.of(
                "storefronts.demo.shop.url=https://another.example",
                "storefronts.demo.shop.apiKey=key-of-another",
                "demoShop.apiKey=" + KEY));
    try {
      assertThat(await(gateway.shops().of("demo").recentOrders(CUSTOMER, 3))).hasSize(3);
    } finally {
      config = before;
    }
  }

  @Test
  void itsSessionIsATokenThatTheGatewayTakesAsThatCustomer() throws Exception {
    HttpResponse<String> answer = session("demo-widget", "demo-customer-09");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode session = MAPPER.readTree(answer.body());
    assertThat(session.path("orders")).hasSize(5);

    JsonNode asVisitor = said(session.path("token").asText(), "{'messageId':'m-1','text':'怎么退货'}");
    JsonNode asShop =
        said("demo-api-key", "{'messageId':'m-2','text':'能开发票吗','customerId':'demo-customer-09'}");
    assertThat(asShop.path("conversationId")).isEqualTo(asVisitor.path("conversationId"));
  }

  @Test
  void signsNobodyInWhereTheDemoShopIsNotTheBackEnd() throws Exception {
    assertThat(session("bare-widget", "demo-customer-09").statusCode()).isEqualTo(404);
    assertThat(session("demo-widget", "somebody-real").statusCode()).isEqualTo(404);
  }

  @Test
  void aShopThatFailsDegradesTheGatewayAndDoesNotTakeItOff() throws Exception {
    assertThat(await(health.ready()).checks())
        .containsKey("shop.demo")
        .doesNotContainKey("shop.bare");
    Config well = config;
    config =
        load(
            List.of(
                "http.port=0",
                "demoShop.apiKey=" + KEY,
                "demoShop.failing=100",
                "storefronts.demo.shop.breakerPause=5m",
                "postgres.url=" + well.postgres().url(),
                "redis.url=" + well.redis().url()));
    try {
      List<Future<List<Order>>> asked = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        asked.add(gateway.shops().of("demo").recentOrders(CUSTOMER, 1));
      }
      assertThat(await(Future.join(asked).transform(Future::succeededFuture)).failed()).isTrue();
      Health.Readiness readiness = await(health.ready());
      assertThat(readiness.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(readiness.checks().get("shop.demo").detail()).contains("breakerPause");
      assertThat(METERS.get("levee.storefront.breaker").tag("storefront", "demo").gauge().value())
          .isEqualTo(2);
    } finally {
      config =
          load(
              List.of(
                  "http.port=0",
                  "demoShop.apiKey=" + KEY,
                  "storefronts.demo.shop.breakerPause=10ms",
                  "postgres.url=" + well.postgres().url(),
                  "redis.url=" + well.redis().url()));
      org.awaitility.Awaitility.await()
          .until(
              () ->
                  await(
                      gateway
                          .shops()
                          .of("demo")
                          .recentOrders(CUSTOMER, 1)
                          .transform(done -> Future.succeededFuture(done.succeeded()))));
      config = well;
    }
  }

  private static JsonNode said(String bearer, String body) throws Exception {
    HttpResponse<String> answer =
        send(post("/v1/messages", body).header("Authorization", "Bearer " + bearer));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private static HttpResponse<String> session(String widgetKey, String customer) throws Exception {
    String body = "{'widgetKey':'%s','customerId':'%s'}".formatted(widgetKey, customer);
    return send(post(DemoShop.SESSION, body));
  }

  private static HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + path));
  }

  private static HttpRequest.Builder post(String path, String body) {
    return get(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
  }
}
