package io.levee.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.WireContract;
import io.levee.conversation.ConversationId;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Kind;
import io.levee.conversation.Place;
import io.levee.conversation.Sender;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every HTTP path of the contract, each answer held against the published schemas. */
final class HttpContractIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final WireContract CONTRACT = WireContract.published();
  private static RunningFront front;
  private static Calls calls;

  @BeforeAll
  static void start() throws Exception {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "expect,host");
    front = new RunningFront();
    calls = new Calls(front);
  }

  @AfterAll
  static void stop() {
    front.close();
  }

  private static HttpRequest.Builder to(String path) {
    return calls.to(path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return calls.send(request);
  }

  private static JsonNode expect(int status, String documented, HttpRequest.Builder request)
      throws Exception {
    return calls.expect(status, documented, request);
  }

  private static HttpRequest.Builder message(String token, String body) {
    return to("/v1/messages")
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
  }

  private static JsonNode say(int status, String token, String body) throws Exception {
    return expect(status, "/v1/messages", message(token, body));
  }

  private static HttpRequest.Builder mint(String body) {
    return to("/v1/tokens")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
  }

  private static JsonNode history(int status, String token, String id, String query)
      throws Exception {
    return expect(
        status,
        "/v1/conversations/{conversationId}/messages",
        to("/v1/conversations/" + id + "/messages" + query)
            .header("Authorization", "Bearer " + token));
  }

  // ---- Documents

  static Stream<WireContract.Operation> operations() {
    return CONTRACT.operations().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void servesEveryDocumentedOperation(WireContract.Operation operation) throws Exception {
    String path =
        operation
            .path()
            .replace("{uploadId}", FakeUploads.KNOWN)
            .replaceAll("\\{[^}]+}", "018f0000-0000-7000-8000-000000000000");
    HttpResponse<String> response =
        send(to(path).method(operation.method(), BodyPublishers.ofString("{}")));
    assertThat(response.statusCode()).isNotIn(404, 405, 500);
    HttpResponse<String> wrong = send(to(path).method("DELETE", BodyPublishers.noBody()));
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow").orElse("")).contains(operation.method());
    assertThat(wrong.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void servesTheDocumentsThemselves() throws Exception {
    for (String path : new String[] {"/openapi.yaml", "/asyncapi.yaml"}) {
      HttpResponse<String> response = send(to(path));
      assertThat(response.body()).contains("Levee");
      CONTRACT.checkResponse("GET", path, 200, "application/yaml", response.body());
    }
    assertThat(send(to("/openapi.yaml").method("HEAD", BodyPublishers.noBody())).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"/nowhere", "/v1/upload", "/v1/conversations", "/v1/conversations/x/y/messages"})
  void knowsNothingElse(String path) throws Exception {
    HttpResponse<String> response = send(to(path));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(MAPPER.readTree(response.body()).get("type").asText()).isEqualTo("not-found");
  }

  @Test
  void tellsAnUnforeseenFaultAsAProblemWithoutItsInsides() throws Exception {
    HttpResponse<String> response = send(to("/fails"));
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).doesNotContain("on purpose");
  }

  // ---- Tokens

  @Test
  void mintsATokenThatSpeaksAndCanBeRenewed() throws Exception {
    JsonNode minted = expect(200, "/v1/tokens", mint("{'widgetKey':'demo-widget'}"));
    String token = minted.get("token").asText();
    assertThat(minted.get("customerId").asText()).startsWith("anon-");
    assertThat(Instant.parse(minted.get("expiresAt").asText())).isAfter(Instant.now());
    say(200, token, "{'messageId':'m-1','text':'hello'}");

    JsonNode renewed =
        expect(
            200,
            "/v1/tokens",
            mint("{'widgetKey':'demo-widget'}").header("Authorization", "Bearer " + token));
    assertThat(renewed.get("customerId")).isEqualTo(minted.get("customerId"));

    JsonNode elsewhere =
        expect(
            200,
            "/v1/tokens",
            mint("{'widgetKey':'other-widget'}").header("Authorization", "Bearer " + token));
    assertThat(elsewhere.get("customerId")).isNotEqualTo(minted.get("customerId"));
  }

  @Test
  void mintsForListedOriginsOnly() throws Exception {
    String body = "{'widgetKey':'demo-widget'}";
    JsonNode problem =
        expect(403, "/v1/tokens", mint(body).header("Origin", "https://evil.example"));
    assertThat(problem.get("type").asText()).isEqualTo("wrong-origin");
    expect(403, "/v1/tokens", mint(body).header("Origin", "https://other.example"));
    HttpResponse<String> listed = send(mint(body).header("Origin", RunningFront.ORIGIN));
    assertThat(listed.statusCode()).isEqualTo(200);
    assertThat(listed.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue(RunningFront.ORIGIN);
    expect(200, "/v1/tokens", mint(body).header("Origin", "http://127.0.0.1:" + front.port));
  }

  @Test
  void mintsForKnownWidgetsOnly() throws Exception {
    expect(401, "/v1/tokens", mint("{'widgetKey':'no-such-widget'}"));
    JsonNode problem = expect(422, "/v1/tokens", mint("{'widgetKey':7}"));
    assertThat(problem.get("errors").get(0).get("field").asText()).isEqualTo("widgetKey");
  }

  @Test
  void mintsOnlySoManyForOneAddress() throws Exception {
    try (RunningFront fresh = new RunningFront()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + fresh.port + "/v1/tokens"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"widgetKey\":\"demo-widget\"}"));
      HttpResponse<String> last = send(request);
      for (int i = 0; i < 40 && last.statusCode() == 200; i++) {
        last = send(request);
      }
      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(1, 60);
      CONTRACT.checkResponse("POST", "/v1/tokens", 429, "application/problem+json", last.body());
    }
  }

  // ---- Who may speak

  @Test
  void refusesTokensThatDoNotHold() throws Exception {
    String body = "{'messageId':'m-1','text':'hello'}";
    Instant later = Instant.now().plusSeconds(600);
    String[] bad = {
      "nonsense",
      "a.b.c",
      front.token("demo", RunningFront.SECRET, "c-1", Instant.now().minusSeconds(1)),
      front.token("demo", RunningFront.SECRET, "c-1", null),
      front.token("demo", "another-secret-that-nobody-has-configured", "c-1", later),
      front.token("other", RunningFront.SECRET, "c-1", later),
      front.token("nowhere", RunningFront.SECRET, "c-1", later),
      front.token("demo", RunningFront.SECRET, "x".repeat(129), later),
      front.token("demo", RunningFront.SECRET, "", later),
      front.sign(
          "HS512",
          RunningFront.SECRET,
          new JsonObject().put("sf", "demo").put("sub", "c-1").put("exp", later.getEpochSecond())),
      unsigned(later, "."),
      unsigned(later, ""),
    };
    for (String token : bad) {
      say(401, token, body);
    }
    HttpResponse<String> response = send(message(bad[0], body));
    assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
        .startsWith("Bearer")
        .contains("invalid_token");
    expect(
        401,
        "/v1/messages",
        to("/v1/messages")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}")));
  }

  private static String unsigned(Instant expiresAt, String end) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String header = "{\"alg\":\"none\",\"typ\":\"JWT\"}";
    String claims = "{\"sf\":\"demo\",\"sub\":\"c-1\",\"exp\":" + expiresAt.getEpochSecond() + "}";
    return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + end;
  }

  @Test
  void takesTheShopsKeyWithACustomer() throws Exception {
    JsonNode answer =
        say(200, "demo-api-key", "{'messageId':'s-1','text':'hello','customerId':'c-shop'}");
    assertThat(answer.get("seq").asInt()).isEqualTo(1);
    assertThat(front.road.heard.getLast().customer().lane()).isEqualTo("demo/c-shop");
    say(422, "demo-api-key", "{'messageId':'s-1','text':'hello'}");
    say(422, "demo-api-key", "{'messageId':'s-1','text':'hello','customerId':'anon-1'}");
    say(422, "demo-api-key", "{'messageId':'s-1','text':'hello','customerId':'a b'}");
    say(422, front.token("c-1"), "{'messageId':'s-1','text':'hello','customerId':'c-1'}");
  }

  @Test
  void refusesPagesOfOtherOrigins() throws Exception {
    String body = "{'messageId':'o-1','text':'hello'}";
    String token = front.token("c-origin");
    expect(403, "/v1/messages", message(token, body).header("Origin", "https://evil.example"));
    expect(200, "/v1/messages", message(token, body).header("Origin", RunningFront.ORIGIN));
  }

  @Test
  void answersPreflights() throws Exception {
    HttpRequest.Builder ask =
        to("/v1/messages")
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Access-Control-Request-Method", "POST");
    HttpResponse<String> granted = send(ask.copy().header("Origin", RunningFront.ORIGIN));
    assertThat(granted.statusCode()).isEqualTo(204);
    assertThat(granted.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue(RunningFront.ORIGIN);
    assertThat(granted.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization");
    HttpResponse<String> refused = send(ask.copy().header("Origin", "https://evil.example"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  // ---- Messages

  @Test
  void answersWithWhatBecameOfTheMessage() throws Exception {
    String token = front.token("c-answer");
    JsonNode answer = say(200, token, "{'messageId':'m-1','text':'我的快递到哪了'}");
    assertThat(answer.get("seq").asInt()).isEqualTo(1);
    assertThat(answer.get("duplicate").asBoolean()).isFalse();
    assertThat(answer.get("handledBy").asText()).isEqualTo("bot");
    assertThat(answer.at("/intent/name").asText()).isEqualTo("order.track");
    assertThat(answer.get("sentiment").asInt()).isEqualTo(3);
    assertThat(answer.at("/replies/0/seq").asInt()).isEqualTo(2);
    assertThat(answer.at("/replies/0/text").asText()).isEqualTo("You said: 我的快递到哪了");
    assertThat(answer.has("queue")).isFalse();

    JsonNode again = say(200, token, "{'messageId':'m-1','text':'我的快递到哪了'}");
    assertThat(again.get("duplicate").asBoolean()).isTrue();
    assertThat(again.get("replies")).isEqualTo(answer.get("replies"));

    JsonNode reused = say(409, token, "{'messageId':'m-1','text':'something else'}");
    assertThat(reused.get("type").asText()).isEqualTo("message-id-reused");
  }

  @Test
  void tellsThePlaceInTheQueue() throws Exception {
    ConversationId id = front.road.start(front.customer("c-queue"));
    front.road.stand(id, HandledBy.QUEUE, "", new Place(3, 40));
    JsonNode answer = say(200, front.token("c-queue"), "{'messageId':'m-1','text':'hello'}");
    assertThat(answer.get("handledBy").asText()).isEqualTo("queue");
    assertThat(answer.at("/queue/position").asInt()).isEqualTo(3);
    assertThat(answer.at("/queue/waitSeconds").asInt()).isEqualTo(40);
  }

  @Test
  void tellsWhatWasNotTaken() throws Exception {
    String token = front.token("c-busy");
    HttpResponse<String> busy = send(message(token, "{'messageId':'b-1','text':'busy'}"));
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).hasValue("2");
    say(429, token, "{'messageId':'b-1','text':'busy'}");
    HttpResponse<String> overload = send(message(token, "{'messageId':'b-2','text':'overload'}"));
    assertThat(overload.statusCode()).isEqualTo(503);
    assertThat(overload.headers().firstValue("Retry-After")).hasValue("2");
    JsonNode notStored = say(503, token, "{'messageId':'b-3','text':'not stored'}");
    assertThat(notStored.at("/provisional/text").asText()).isEqualTo("It is on its way.");
  }

  @Test
  void tellsWhoseConversationItIsNot() throws Exception {
    ConversationId id = front.road.start(front.customer("c-owner"));
    String stranger = front.token("c-stranger");
    say(404, stranger, "{'messageId':'m-1','text':'hi','conversationId':'" + id + "'}");
    say(404, stranger, "{'messageId':'m-1','text':'hi','conversationId':'garbage'}");
    front.road.end(id);
    JsonNode closed =
        say(
            409,
            front.token("c-owner"),
            "{'messageId':'m-1','text':'hi','conversationId':'" + id + "'}");
    assertThat(closed.get("type").asText()).isEqualTo("conversation-closed");
  }

  @Test
  void namesEveryWrongField() throws Exception {
    JsonNode problem =
        say(
            422,
            front.token("c-1"),
            "{'messageId':'not ok!','text':7,'conversationId':[],"
                + "'attachments':[{'type':'video'},{'type':'image','uploadId':'u-1'}]}");
    assertThat(problem.get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "messageId",
            "text",
            "conversationId",
            "attachments[0].type",
            "attachments[0].uploadId",
            "attachments[1].uploadId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'messageId':'m','text':''}|422",
        "{'messageId':'m','text':'  '}|422",
        "{'messageId':'m'}|422",
        "{'text':'x'}|422",
        "{'messageId':'','text':'x'}|422",
        "{'messageId':null,'text':'x'}|422",
        "{'messageId':'m','text':'a\\u0000b'}|422",
        "{'messageId':'m','text':'a\\ud800b'}|422",
        "{'messageId':'m','text':'\\udc00'}|422",
        "{'messageId':'m','text':'x'|400",
        "{'messageId':'m','text':'x'} trailing|400",
        "{'messageId':'m','messageId':'n','text':'x'}|400",
        "[]|400",
        "7|400",
        "null|400",
        "{'messageId':'ok-1','text':'x','conversationId':null,'unknown':{'a':[1]}}|200",
        "{'messageId':'ok-2','text':'\\ud83d\\ude00'}|200",
      })
  void takesWhatIsRightAndOnlyThat(String body, int status) throws Exception {
    say(status, front.token("c-strict"), body);
  }

  @Test
  void refusesBytesThatAreNoUtf8AndNesting() throws Exception {
    String token = front.token("c-1");
    byte[] latin =
        "{\"messageId\":\"m\",\"text\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    expect(400, "/v1/messages", message(token, "").POST(BodyPublishers.ofByteArray(latin)));
    say(400, token, "{'a':" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
    say(400, token, "");
  }

  @Test
  void measuresTextInCodePoints() throws Exception {
    String token = front.token("c-long");
    say(200, token, "{'messageId':'l-1','text':'" + "😀".repeat(4_000) + "'}");
    JsonNode problem = say(413, token, "{'messageId':'l-2','text':'" + "字".repeat(4_001) + "'}");
    assertThat(problem.get("type").asText()).isEqualTo("text-too-long");
  }

  @Test
  void refusesBodiesThatAreTooLong() throws Exception {
    String token = front.token("c-long");
    String body = "{'messageId':'l-1','text':'" + "x".repeat(70_000) + "'}";
    JsonNode problem = say(413, token, body);
    assertThat(problem.get("type").asText()).isEqualTo("body-too-large");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder chunked =
        message(token, "")
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)));
    assertThat(send(chunked).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain,415",
    "application/json; charset=latin1,415",
    "application/json; charset=utf-8,200",
    "Application/JSON,200"
  })
  void takesJsonOnly(String type, int status) throws Exception {
    HttpRequest.Builder request =
        to("/v1/messages")
            .header("Authorization", "Bearer " + front.token("c-type"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString("{\"messageId\":\"t\",\"text\":\"x\"}"));
    expect(status, "/v1/messages", request);
  }

  @Test
  void carriesTheRequestIdAlong() throws Exception {
    HttpResponse<String> response =
        send(
            message(front.token("c-id"), "{'messageId':'i-1','text':'x'}")
                .header("X-Request-Id", "shop-42"));
    assertThat(response.headers().firstValue("X-Request-Id")).hasValue("shop-42");
    assertThat(front.road.heard.getLast().correlationId()).isEqualTo("shop-42");
    HttpResponse<String> odd =
        send(
            message(front.token("c-id"), "{'messageId':'i-2','text':'x'}")
                .header("X-Request-Id", "a b<script>"));
    assertThat(odd.headers().firstValue("X-Request-Id").orElse("")).matches("[0-9a-f-]{36}");
  }

  // ---- History

  @Test
  void readsTheHistoryPageByPage() throws Exception {
    ConversationId id = front.road.start(front.customer("c-history"));
    for (int i = 0; i < 130; i++) {
      front.road.add(id, Sender.CUSTOMER, Kind.TEXT, "line " + i);
    }
    front.road.add(id, Sender.SYSTEM, Kind.JOINED, "Alice joined.");
    front.road.add(id, Sender.AGENT, Kind.TEXT, "Hello!");
    String token = front.token("c-history");
    JsonNode first = history(200, token, id.toString(), "");
    assertThat(first.get("messages")).hasSize(100);
    assertThat(first.get("nextAfter").asInt()).isEqualTo(100);
    JsonNode rest = history(200, token, id.toString(), "?after=100&limit=50");
    assertThat(rest.get("messages")).hasSize(32);
    assertThat(rest.at("/messages/30/type").asText()).isEqualTo("joined");
    assertThat(rest.at("/messages/31/agent/name").asText()).isEqualTo("Alice");
    JsonNode end = history(200, token, id.toString(), "?after=132");
    assertThat(end.get("messages")).isEmpty();
    assertThat(end.get("nextAfter").asInt()).isEqualTo(132);
    assertThat(history(200, "demo-api-key", id.toString(), "?limit=1").get("messages")).hasSize(1);
  }

  @Test
  void showsNobodyElsesHistory() throws Exception {
    ConversationId id = front.road.start(front.customer("c-private"));
    JsonNode foreign = history(404, front.token("c-nosy"), id.toString(), "");
    JsonNode unknown =
        history(404, front.token("c-nosy"), "018f0000-0000-7000-8000-000000000000", "");
    assertThat(foreign).isEqualTo(unknown);
    history(404, front.token("c-nosy"), "garbage", "");
    history(404, "other-api-key", id.toString(), "");
    history(422, front.token("c-private"), id.toString(), "?after=-1&limit=0");
    history(422, front.token("c-private"), id.toString(), "?limit=101");
    history(422, front.token("c-private"), id.toString(), "?after=x");
    history(422, front.token("c-private"), id.toString(), "?after=5000000000");
    history(401, "nonsense", id.toString(), "");
  }

  @Test
  void saysWhenTheHouseCannotBeReached() throws Exception {
    try (RunningFront down = new RunningFront()) {
      ConversationId id = down.road.start(down.customer("c-1"));
      down.road.down = true;
      down.desk.down = true;
      String token = down.token("c-1");
      String base = "http://127.0.0.1:" + down.port;
      HttpResponse<String> posted =
          send(
              HttpRequest.newBuilder(URI.create(base + "/v1/messages"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"messageId\":\"m\",\"text\":\"x\"}")));
      assertThat(posted.statusCode()).isEqualTo(503);
      assertThat(posted.headers().firstValue("Retry-After")).hasValue("2");
      HttpResponse<String> read =
          send(
              HttpRequest.newBuilder(URI.create(base + "/v1/conversations/" + id + "/messages"))
                  .header("Authorization", "Bearer " + token));
      assertThat(read.statusCode()).isEqualTo(503);
      CONTRACT.checkResponse(
          "GET",
          "/v1/conversations/{conversationId}/messages",
          503,
          "application/problem+json",
          read.body());
    }
  }

  // ---- Agents

  @Test
  void letsAgentsIn() throws Exception {
    JsonNode login = expect(200, "/v1/agent/login", login("{'user':'alice','password':'demo'}"));
    assertThat(login.get("token").asText()).isEqualTo("desk-alice");
    assertThat(login.get("refreshToken").asText()).isEqualTo("again-alice");
    expect(401, "/v1/agent/login", login("{'user':'alice','password':'wrong'}"));
    HttpResponse<String> locked = calls.send(login("{'user':'alice','password':'often'}"));
    calls.held(429, "/v1/agent/login", locked);
    assertThat(locked.headers().firstValue("Retry-After")).hasValue("42");
    expect(422, "/v1/agent/login", login("{'user':'alice'}"));
    expect(400, "/v1/agent/login", login("{"));
    expect(
        403,
        "/v1/agent/login",
        login("{'user':'alice','password':'demo'}").header("Origin", "https://evil.example"));
  }

  @Test
  void prolongsAndEndsLogins() throws Exception {
    String token = "{'refreshToken':'again-alice'}";
    JsonNode next = expect(200, "/v1/agent/refresh", agent("refresh", token));
    assertThat(next.get("token").asText()).isEqualTo("desk-alice");
    expect(401, "/v1/agent/refresh", agent("refresh", "{'refreshToken':'old'}"));
    expect(422, "/v1/agent/refresh", agent("refresh", "{}"));
    expect(
        403, "/v1/agent/refresh", agent("refresh", token).header("Origin", "https://evil.example"));
    expect(200, "/v1/agent/logout", agent("logout", token));
    assertThat(front.desk.loggedOut).contains("again-alice");
  }

  private static HttpRequest.Builder login(String body) {
    return agent("login", body);
  }

  private static HttpRequest.Builder agent(String what, String body) {
    return to("/v1/agent/" + what)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
  }

  // ---- Sockets' door

  @Test
  void upgradesToNothingButWebSocket() throws Exception {
    for (String path : new String[] {"/v1/socket", "/v1/agent/socket"}) {
      JsonNode problem = expect(426, path, to(path));
      assertThat(problem.get("type").asText()).isEqualTo("upgrade-required");
    }
  }

  @Test
  void countsItsAnswers() throws Exception {
    long before = front.answers("/v1/messages", 401);
    say(401, "nonsense", "{}");
    assertThat(front.answers("/v1/messages", 401)).isEqualTo(before + 1);
  }
}
