package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.levee.TestPostgres;
import io.levee.TestRedis;
import io.levee.app.config.Config;
import io.levee.app.config.Sources;
import io.levee.conversation.Customer;
import io.levee.ops.Health;
import io.levee.storefront.Order;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders tracked and returns asked for, over the wire, with the demo shop behind. */
final class SelfServiceIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static Vertx vertx;
  private static volatile Config config;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    config = load();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Health health = new Health(() -> config.ops(), System::nanoTime, meters);
    gateway = (Gateway) done(Gateway.start(new Ground(vertx, () -> config, meters, health)));
    health.serving();
  }

  private static Config load(String... more) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "http.port=0",
                "postgres.url=" + TestPostgres.url(),
                "redis.url=" + TestRedis.url(),
                "journal.effectLease=300ms",
                "journal.effectLeaseMost=300ms",
                "turn.sweepEvery=200ms",
                "turn.gatherWithin=1s",
                "storefronts.demo.shop.breakerPause=100ms",
                "storefronts.demo.shop.orderCache=0s"));
    sets.addAll(List.of(more));
    return new Sources(Path.of("conf", "levee.yaml"), Map.of(), sets).load().valid().orElseThrow();
  }

  @AfterEach
  void theShopIsWellAgain() {
    config = load();
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      done(gateway.drain());
    }
    done(vertx.close());
  }

  @Test
  void anOrderIsTrackedByItsOptionAndByItsNumber() throws Exception {
    JsonNode asked = say("demo-customer-01", "我的快递到哪了？");
    assertThat(text(asked)).startsWith("想查哪一笔订单");
    String option = asked.at("/replies/0/options/0").asText();
    assertThat(option).startsWith("LV10000");

    assertThat(text(say("demo-customer-01", option))).contains("订单 " + option.split(" ")[0]);
    assertThat(text(say("demo-customer-01", "帮我看看LV100002"))).contains("LV100002", "已签收");
  }

  @Test
  void anotherCustomersOrderReadsAsOneThatIsNotThere() throws Exception {
    String foreign = text(say("demo-customer-02", "LV100001"));
    String unknown = text(say("demo-customer-02", "LV999999"));
    assertThat(foreign.replace("LV100001", "#")).isEqualTo(unknown.replace("LV999999", "#"));
    assertThat(foreign).startsWith("没有查到");
  }

  @Test
  void aVisitorIsAskedToSignIn() throws Exception {
    HttpRequest mint =
        HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/tokens"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"widgetKey\":\"demo-widget\"}"))
            .build();
    String token = MAPPER.readTree(send(mint).body()).path("token").asText();
    ObjectNode body = MAPPER.createObjectNode().put("messageId", "m-1").put("text", "我的快递到哪了？");
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/messages"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    assertThat(text(MAPPER.readTree(send(ask).body()))).startsWith("您还没有登录");
  }

  @Test
  void aReturnReachesTheShopAndItsNumberTheShopper() throws Exception {
    JsonNode submitted = returns("demo-customer-04", "LV100018");

    String told = awaitText("demo-customer-04", submitted, "已提交成功");
    List<Order.Return> made = made("demo-customer-04", "LV100018");
    assertThat(made).hasSize(1);
    assertThat(told).contains(made.getFirst().number());
    assertThat(made.getFirst().idempotencyKey())
        .startsWith(submitted.path("conversationId").asText() + ":");
  }

  @Test
  void aShopThatIsDownForAWhileGetsTheReturnOnceItIsBack() throws Exception {
    JsonNode last = returnsUpToTheEnd("demo-customer-07", "LV100034");
    String confirm = last.at("/replies/0/options/0").asText();
    config = load("demoShop.failing=100");
    assertThat(text(say("demo-customer-07", confirm))).startsWith("抱歉，我现在查不到");
    config = load();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> text(say("demo-customer-07", "再试一次")).startsWith("请您核对"));

    awaitText("demo-customer-07", say("demo-customer-07", confirm), "已提交成功");
    assertThat(made("demo-customer-07", "LV100034")).hasSize(1);
  }

  @Test
  void aSlowShopIsAdmittedWithinTheDeadlineAndAPersonIsOffered() throws Exception {
    config = load("demoShop.delay=20s");
    long begin = System.nanoTime();
    JsonNode answer = say("demo-customer-05", "我的快递到哪了？");
    assertThat(text(answer)).startsWith("抱歉，我现在查不到");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(config.turn().deadline());
    assertThat(answer.at("/replies/0/options").toString()).contains("再试一次", "人工");
  }

  private static JsonNode returns(String customer, String order) throws Exception {
    JsonNode last = returnsUpToTheEnd(customer, order);
    return say(customer, last.at("/replies/0/options/0").asText());
  }

  /** Answers each question with its first option, until it is to be confirmed. */
  private static JsonNode returnsUpToTheEnd(String customer, String order) throws Exception {
    say(customer, "我要退货");
    JsonNode answer = say(customer, order);
    for (int i = 0; i < 4 && !text(answer).startsWith("请您核对"); i++) {
      answer = say(customer, answer.at("/replies/0/options/0").asText());
    }
    assertThat(text(answer)).startsWith("请您核对").contains(order);
    return answer;
  }

  private static List<Order.Return> made(String customer, String order) throws Exception {
    return done(gateway.shops().of("demo").order(new Customer("demo", customer, "", ""), order))
        .returns();
  }

  private static String awaitText(String customer, JsonNode submitted, String part) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> history(customer, submitted), told -> told.contains(part));
  }

  private static String history(String customer, JsonNode submitted) throws Exception {
    String path =
        "/v1/conversations/"
            + submitted.path("conversationId").asText()
            + "/messages?after="
            + submitted.path("seq").asInt()
            + "&customerId="
            + customer;
    return send(request(path).GET().build()).body();
  }

  private static JsonNode say(String customer, String text) throws Exception {
    ObjectNode body =
        MAPPER
            .createObjectNode()
            .put("messageId", "m-" + NEXT.incrementAndGet())
            .put("customerId", customer)
            .put("text", text);
    HttpResponse<String> answer =
        send(
            request("/v1/messages")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private static String text(JsonNode answer) {
    return answer.at("/replies/0/text").asText();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + path))
        .header("Authorization", "Bearer demo-api-key");
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
