package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.WireContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole house from outside: what clients that nobody here has seen may rely on. */
final class GatewayIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final WireContract CONTRACT = WireContract.published();

  @TempDir private static Path dir;
  private static RunningGateway gateway;
  private static Path knowledge;

  @BeforeAll
  static void start() throws Exception {
    knowledge = Files.createDirectories(dir.resolve("knowledge"));
    try (Stream<Path> files = Files.list(Path.of("conf", "knowledge"))) {
      for (Path file : files.toList()) {
        Files.copy(file, knowledge.resolve(file.getFileName()));
      }
    }
    gateway =
        new RunningGateway(
                dir,
                "knowledge.directory=" + knowledge,
                "knowledge.watchEvery=200ms",
                "watch=200ms",
                "desk.grace=1s")
            .start();
    await().atMost(Duration.ofMinutes(3)).until(() -> metric("levee_knowledge_learning") == 0);
  }

  @AfterAll
  static void drains() throws Exception {
    Peer open = Peer.shopper(gateway.url(), token());
    open.await("welcome");
    assertThat(gateway.terminate()).isZero();
    assertThat(open.closed.get()).isEqualTo(1012);
  }

  @Test
  void aQuestionIsAnsweredStoredAndAnsweredAgainWhenItComesTwice() throws Exception {
    JsonNode first = message("c-http", "m-1", "衬衫啥时候发货");
    assertThat(first.path("intent").path("name").asText()).isEqualTo("shipping.when");
    assertThat(first.path("handledBy").asText()).isEqualTo("bot");
    JsonNode again = message("c-http", "m-1", "衬衫啥时候发货");
    assertThat(again.path("duplicate").asBoolean()).isTrue();
    assertThat(again.path("replies")).isEqualTo(first.path("replies"));

    String id = first.path("conversationId").asText();
    HttpResponse<String> history =
        gateway.http.send(
            request("/v1/conversations/" + id + "/messages?after=0&limit=100").GET().build(),
            BodyHandlers.ofString());
    check("GET", "/v1/conversations/{conversationId}/messages", history);
    JsonNode stored = MAPPER.readTree(history.body());
    assertThat(stored.path("messages")).hasSize(2);
    assertThat(stored.path("nextAfter").asInt()).isEqualTo(2);
  }

  @Test
  void aShopperIsHandedToAnAgentWithTheContextAndBackAgain() throws Exception {
    try (Peer shopper = Peer.shopper(gateway.url(), token())) {
      shopper.await("welcome");
      shopper.say("m-1", "衬衫啥时候发货");
      assertThat(shopper.await("ack").path("seq").asInt()).isEqualTo(1);
      assertThat(shopper.awaitMessage("bot").path("seq").asInt()).isEqualTo(2);
      shopper.say("m-2", "转人工");
      Set<String> told = new HashSet<>();
      while (!told.containsAll(Set.of("ack", "bot", "queued", "queue"))) {
        JsonNode frame = shopper.await(any -> true);
        String from = frame.path("from").asText(frame.path("type").asText());
        told.add(frame.path("event").asText(from));
      }

      try (Peer agent = Peer.agent(gateway.url(), login("alice"), 2)) {
        agent.await("welcome");
        JsonNode assigned = agent.await("assigned");
        String id = assigned.path("conversationId").asText();
        JsonNode packet = assigned.path("packet");
        assertThat(packet.path("why").asText()).isEqualTo("requested");
        assertThat(packet.path("intents").toString()).contains("shipping.when");
        assertThat(packet.path("history").toString()).contains("衬衫啥时候发货");
        assertThat(shopper.await("joined").path("agent").path("name").asText()).isEqualTo("Alice");

        shopper.say("m-3", "在吗");
        shopper.await("ack");
        assertThat(agent.awaitMessage("customer").path("text").asText()).isEqualTo("在吗");
        String said =
            "{'type':'message','conversationId':'%s','messageId':'a-1','text':'您好，请讲'}"
                .formatted(id);
        agent.send(said);
        assertThat(agent.await("ack").path("duplicate").asBoolean()).isFalse();
        assertThat(shopper.awaitMessage("agent").path("text").asText()).isEqualTo("您好，请讲");
        agent.send(said);
        assertThat(agent.await("ack").path("duplicate").asBoolean()).isTrue();

        agent.send("{'type':'return','conversationId':'" + id + "'}");
        assertThat(agent.await("ended").path("why").asText()).isEqualTo("returned");
        shopper.await("left");
        shopper.say("m-4", "怎么退货");
        shopper.await("ack");
        assertThat(shopper.awaitMessage("bot").path("intent").path("name").asText())
            .isEqualTo("return.how");

        agent.send(said.replace("a-1", "a-2"));
        assertThat(agent.await("error").path("problem").path("type").asText())
            .isEqualTo("not-yours");
      }
    }
  }

  @Test
  void aSocketThatComesBackReadsWhatItMissedOnce() throws Exception {
    String token = token();
    try (Peer first = Peer.shopper(gateway.url(), token)) {
      first.await("welcome");
      first.say("m-1", "能开发票吗");
      first.awaitMessage("bot");
    }
    try (Peer second = Peer.shopper(gateway.url(), token)) {
      assertThat(second.await("welcome").path("seq").asInt()).isEqualTo(2);
      assertThat(second.awaitMessage("customer").path("messageId").asText()).isEqualTo("m-1");
      assertThat(second.awaitMessage("bot").path("seq").asInt()).isEqualTo(2);
      second.say("m-1", "能开发票吗");
      JsonNode ack = second.await("ack");
      assertThat(ack.path("duplicate").asBoolean()).isTrue();
      assertThat(ack.path("seq").asInt()).isEqualTo(1);
    }
  }

  @Test
  void tenThousandMessagesAtOnceAreEachTakenOrToldToWait() throws Exception {
    int all = 10_000;
    try (Peer shopper = Peer.shopper(gateway.url(), token())) {
      shopper.await("welcome");
      for (int i = 0; i < all; i++) {
        shopper.say("f-" + i, "在吗" + i);
      }
      Set<String> settled = new HashSet<>();
      int last = 0;
      while (settled.size() < all) {
        JsonNode frame = shopper.await(f -> true);
        String type = frame.path("type").asText();
        assertThat(type).isIn("ack", "busy", "message", "queue");
        if (type.equals("ack") || type.equals("busy")) {
          assertThat(settled.add(frame.path("messageId").asText())).isTrue();
        }
        if (frame.has("seq")) {
          assertThat(frame.path("seq").asInt()).isEqualTo(++last);
        }
      }
    }
    assertThat(message("c-after-flood", "m-1", "包邮吗").path("seq").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {not json                                                    | 400
          {"messageId":1,"text":"hi","customerId":"c"}                 | 422
          {"messageId":"m","text":"","customerId":"c"}                 | 422
          {"messageId":"m","text":"hi"}                                | 422
          {"messageId":"bad id","text":"hi","customerId":"c"}          | 422
          {"messageId":"m","text":"hi","customerId":"anon-1"}          | 422
          {"messageId":"m","text":"hi","customerId":"c","conversationId":"01920000-0000-7000-8000-000000000000"} | 404
          """)
  void whatIsWrongIsToldAsTheContractSays(String body, int status) throws Exception {
    HttpResponse<String> response = post(request("/v1/messages"), body.strip());
    check("POST", "/v1/messages", response);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
  }

  @Test
  void whatIsTooLongOrNotForTheseEyesIsRefused() throws Exception {
    String long4001 = "字".repeat(4001);
    assertStatus(413, post(request("/v1/messages"), said("c-x", "m", long4001)));
    assertStatus(413, post(request("/v1/messages"), said("c-x", "m", "字".repeat(30_000))));
    assertStatus(
        400,
        gateway.http.send(
            request("/v1/messages")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xFF, '"', '}'}))
                .build(),
            BodyHandlers.ofString()));
    assertStatus(
        401,
        post(
            request("/v1/messages").setHeader("Authorization", "Bearer a.b.c"),
            said("c-x", "m", "hi")));
    assertStatus(
        403,
        post(
            request("/v1/tokens").setHeader("Origin", "https://evil.example"),
            "{\"widgetKey\":\"demo-widget\"}"));
    String id = message("c-owner", "m-1", "包邮吗").path("conversationId").asText();
    HttpResponse<String> foreign =
        gateway.http.send(
            request("/v1/conversations/" + id + "/messages")
                .setHeader("Authorization", "Bearer " + token())
                .GET()
                .build(),
            BodyHandlers.ofString());
    assertStatus(404, foreign);
    HttpResponse<String> reused =
        post(request("/v1/messages"), said("c-owner", "m-1", "something else"));
    assertStatus(409, reused);
  }

  @Test
  void aChangedKnowledgeFileIsTakenOverAndABadOneIsNot() throws Exception {
    Path file = knowledge.resolve("extra.yaml");
    Files.writeString(file, "entries: [{id: broken}]\n", StandardCharsets.UTF_8);
    await().atMost(Duration.ofSeconds(20)).until(() -> metric("levee_knowledge_faults") > 0);
    assertThat(message("c-kb", "m-1", "衬衫啥时候发货").path("intent").isMissingNode()).isFalse();
    Files.writeString(
        file,
        """
        entries:
          - id: shop.parrot
            question: 你们店里有鹦鹉吗
            paraphrases: [店里养鹦鹉吗, 鹦鹉在哪]
            answers:
              zh: 有一只，名叫小堤。
        """);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(
                        message("c-kb-" + System.nanoTime(), "m", "店里养鹦鹉吗")
                            .path("replies")
                            .toString())
                    .contains("小堤"));
  }

  @Test
  void aTunableChangesWhileItRuns() throws Exception {
    String before = Files.readString(gateway.config());
    Files.writeString(
        gateway.config(), before + "admission: {visitorBurst: 1, visitorRate: 0.01}\n");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              String customer = "c-live-" + System.nanoTime();
              message(customer, "m-1", "包邮吗");
              assertStatus(429, post(request("/v1/messages"), said(customer, "m-2", "包邮吗")));
            });
    Files.writeString(gateway.config(), before);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              String customer = "c-live-" + System.nanoTime();
              message(customer, "m-1", "包邮吗");
              assertStatus(200, post(request("/v1/messages"), said(customer, "m-2", "包邮吗")));
            });
  }

  @Test
  void theContractIsPublishedAndTheFiguresAreThere() throws Exception {
    assertThat(gateway.get(gateway.url() + "/openapi.yaml").body()).contains("openapi: 3.1");
    String metrics = gateway.get("http://127.0.0.1:" + gateway.opsPort + "/metrics").body();
    assertThat(metrics)
        .contains("levee_admission_in_flight")
        .contains("levee_session_lanes")
        .contains("levee_journal_")
        .contains("levee_understanding_inference_queue")
        .contains("levee_ops_loop_lag");
    assertThat(gateway.get("http://127.0.0.1:" + gateway.opsPort + "/health/live").statusCode())
        .isEqualTo(200);
    assertThat(gateway.logged()).doesNotContain("衬衫").doesNotContain("demo-api-key");
  }

  private static double metric(String name) throws Exception {
    return gateway
        .get("http://127.0.0.1:" + gateway.opsPort + "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static JsonNode message(String customer, String messageId, String text) throws Exception {
    HttpResponse<String> response = post(request("/v1/messages"), said(customer, messageId, text));
    check("POST", "/v1/messages", response);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return MAPPER.readTree(response.body());
  }

  private static String said(String customer, String messageId, String text) {
    return MAPPER
        .createObjectNode()
        .put("customerId", customer)
        .put("messageId", messageId)
        .put("text", text)
        .toString();
  }

  private static String token() throws Exception {
    HttpResponse<String> response = post(request("/v1/tokens"), "{\"widgetKey\":\"demo-widget\"}");
    check("POST", "/v1/tokens", response);
    return MAPPER.readTree(response.body()).path("token").asText();
  }

  private static String login(String user) throws Exception {
    HttpResponse<String> response =
        post(request("/v1/agent/login"), "{\"user\":\"" + user + "\",\"password\":\"demo\"}");
    check("POST", "/v1/agent/login", response);
    return MAPPER.readTree(response.body()).path("token").asText();
  }

  private static HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.url() + path))
            .header("Content-Type", "application/json");
    return path.startsWith("/v1/tokens") || path.startsWith("/v1/agent")
        ? request
        : request.header("Authorization", "Bearer " + RunningGateway.API_KEY);
  }

  private static HttpResponse<String> post(HttpRequest.Builder request, String body)
      throws IOException, InterruptedException {
    return gateway.http.send(
        request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private static void check(String method, String path, HttpResponse<String> response) {
    CONTRACT.checkResponse(
        method,
        path,
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
  }

  private static void assertStatus(int status, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
  }
}
