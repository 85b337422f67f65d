package io.levee.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.WireContract;
import io.levee.conversation.Attachment;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images over HTTP, and messages that name them; each answer held against the contract. */
final class UploadIT {
  private static final String FORM = "multipart/form-data; boundary=edge";
  private static RunningFront front;
  private static Calls calls;

  @BeforeAll
  static void start() throws Exception {
    front = new RunningFront();
    calls = new Calls(front);
  }

  @AfterAll
  static void stop() {
    front.close();
  }

  private static String file(String content) {
    return "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a.exe\"\r\n"
        + "Content-Type: text/html\r\n\r\n"
        + content
        + "\r\n";
  }

  private static String field(String name, String value) {
    return "--edge\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private static HttpRequest.Builder upload(String bearer, String... parts) {
    return upload(bearer, BodyPublishers.ofString(String.join("", parts) + "--edge--\r\n"));
  }

  private static HttpRequest.Builder upload(String bearer, BodyPublisher body) {
    return calls
        .to("/v1/uploads")
        .header("Authorization", "Bearer " + bearer)
        .header("Content-Type", FORM)
        .POST(body);
  }

  private static JsonNode expect(int status, HttpRequest.Builder request) throws Exception {
    return calls.expect(status, "/v1/uploads", request);
  }

  private static HttpRequest.Builder message(String bearer, String id, String... uploadIds) {
    List<String> attachments = new ArrayList<>();
    for (String uploadId : uploadIds) {
      attachments.add("{\"type\":\"image\",\"uploadId\":\"" + uploadId + "\"}");
    }
    return calls
        .to("/v1/messages")
        .header("Authorization", "Bearer " + bearer)
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                "{\"messageId\":\"" + id + "\",\"attachments\":" + attachments + "}"));
  }

  // ---- Uploading

  @Test
  void anUploadIsShownAtTheAddressThatItWasAnsweredWith() throws Exception {
    JsonNode kept = expect(200, upload(front.token("c-1"), file("some picture")));
    assertThat(kept.path("url").asText())
        .isEqualTo("/v1/uploads/" + kept.path("uploadId").asText());

    HttpResponse<String> shown = calls.send(calls.to(kept.path("url").asText()));
    assertThat(shown.body()).isEqualTo("some picture");
    WireContract.published()
        .checkResponse("GET", "/v1/uploads/{uploadId}", 200, "image/png", shown.body());
    assertThat(shown.headers().map())
        .containsEntry("content-type", List.of("image/png"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("content-disposition", List.of("inline"))
        .containsEntry("content-security-policy", List.of("default-src 'none'; sandbox"))
        .containsEntry("cross-origin-resource-policy", List.of("cross-origin"))
        .containsEntry("cache-control", List.of("private, max-age=604800, immutable"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/uploads/BBBBBBBBBBBBBBBBBBBBBB",
        "/v1/uploads/",
        "/v1/uploads/..%2F..%2Fetc%2Fpasswd",
        "/v1/uploads/AAAAAAAAAAAAAAAAAAAAAAA",
        "/v1/uploads/AAAAAAAAAAAAAAAAAAAAAA/x"
      })
  void whatIsNotKeptIsNotFound(String path) throws Exception {
    JsonNode problem = calls.expect(404, "/v1/uploads/{uploadId}", calls.to(path));
    assertThat(problem.path("type").asText()).isEqualTo("not-found");
  }

  @ParameterizedTest
  @CsvSource({"text,415", "broken,422", "many,429", "full,503"})
  void whatCannotBeKeptIsToldApart(String content, int status) throws Exception {
    HttpResponse<String> response = calls.send(upload(front.token("c-2"), file(content)));
    calls.held(status, "/v1/uploads", response);
    assertThat(response.headers().firstValue("Retry-After").isPresent())
        .isEqualTo(status == 429 || status == 503);
  }

  @Test
  void aFormIsNeededAndAllOfIt() throws Exception {
    String token = front.token("c-3");
    expect(415, upload(token, file("x")).setHeader("Content-Type", "image/png"));
    expect(415, upload(token, file("x")).setHeader("Content-Type", "multipart/form-data"));
    expect(
        415, upload(token, file("x")).setHeader("Content-Type", "multipart/mixed; boundary=edge"));
    expect(400, upload(token, BodyPublishers.ofString(file("cut"))));
    expect(400, upload(token, BodyPublishers.ofString("no form at all")));
    expect(422, upload(token, field("note", "no file")));
    expect(422, upload(token, file("one"), file("two")));
    expect(200, upload(token, field("note", "ignored"), file("one")));
  }

  @Test
  void onlyWhoIsKnownMaySendOne() throws Exception {
    expect(401, upload("nonsense", file("x")));
    expect(403, upload(front.token("c-1"), file("x")).header("Origin", "https://evil.example"));
    expect(200, upload(front.token("c-1"), file("x")).header("Origin", RunningFront.ORIGIN));
    HttpResponse<String> asked =
        calls.send(
            calls
                .to("/v1/uploads")
                .header("Origin", RunningFront.ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization", "Content-Type");
  }

  @Test
  void theShopSaysForWhomItSendsOne() throws Exception {
    expect(422, upload("demo-api-key", file("x")));
    expect(422, upload("demo-api-key", field("customerId", "anon-1"), file("x")));
    expect(422, upload(front.token("c-4"), field("customerId", "c-5"), file("x")));
    String id =
        expect(200, upload("demo-api-key", field("customerId", "c-5"), file("x")))
            .path("uploadId")
            .asText();
    calls.expect(200, "/v1/messages", message(front.token("c-5"), "m-1", id));
    calls.expect(422, "/v1/messages", message(front.token("c-4"), "m-1", id));
  }

  @Test
  void whatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
    String token = front.token("c-6");
    expect(200, upload(token, file("x".repeat(10_000))));
    JsonNode problem = expect(413, upload(token, file("x".repeat(10_001))));
    assertThat(problem.path("detail").asText()).contains("10000 bytes");
    expect(413, upload(token, file("x".repeat(90_000))));
    byte[] long_ = file("x".repeat(200_000)).getBytes(StandardCharsets.UTF_8);
    expect(413, upload(token, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(long_))));
  }

  @Test
  void soManyArriveAtOnceAndNoMore() throws Exception {
    front.uploads.holding = true;
    List<CompletableFuture<HttpResponse<String>>> first = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      first.add(calls.begin(upload(front.token("c-7"), file("picture " + i))));
      int arrived = i + 1;
      await().until(() -> front.uploads.heldNow() == arrived);
    }
    HttpResponse<String> third = calls.send(upload(front.token("c-8"), file("third")));
    front.uploads.release();

    assertThat(calls.held(503, "/v1/uploads", third).path("type").asText()).isEqualTo("busy");
    assertThat(third.headers().firstValue("Retry-After")).hasValue("2");
    for (CompletableFuture<HttpResponse<String>> one : first) {
      calls.held(200, "/v1/uploads", one.get());
    }
    expect(200, upload(front.token("c-8"), file("third")));
    // The answer may be there first.
    await().until(() -> front.meters.get("levee.channel.uploads.arriving").gauge().value() == 0);
  }

  @Test
  void placesAreGivenBackWhateverHappens() throws Exception {
    String token = front.token("c-9");
    for (int i = 0; i < 3; i++) {
      expect(413, upload(token, file("x".repeat(10_001))));
      expect(400, upload(token, BodyPublishers.ofString(file("cut"))));
      assertThat(sentHalf(token)).startsWith("HTTP/1.1 408");
    }
    expect(200, upload(token, file("x")));
  }

  /** The first line of the answer to a body of which only the beginning comes. */
  private static String sentHalf(String token) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port)) {
      socket.setSoTimeout(10_000);
      String request =
          "POST /v1/uploads HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                  .formatted(token)
              + "Content-Type: %s\r\nContent-Length: 1000\r\n\r\n%s".formatted(FORM, file("half"));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  // ---- Messages

  @Test
  void aMessageNamesTheSendersOwnImages() throws Exception {
    String token = front.token("c-10");
    String own = expect(200, upload(token, file("mine"))).path("uploadId").asText();
    String other =
        expect(200, upload(front.token("c-11"), file("yours"))).path("uploadId").asText();

    calls.expect(200, "/v1/messages", message(token, "m-1", own));
    assertThat(front.road.heard.getLast().attachments())
        .containsExactly(new Attachment("image", own));
    int heard = front.road.heard.size();
    JsonNode problem =
        calls.expect(422, "/v1/messages", message(token, "m-2", own, other, FakeUploads.KNOWN));
    assertThat(problem.path("errors").findValuesAsText("field"))
        .containsExactly("attachments[1].uploadId", "attachments[2].uploadId");
    assertThat(front.road.heard).hasSize(heard);
  }

  @Test
  void nothingIsAcknowledgedWhileNobodyKnowsWhoseTheyAre() throws Exception {
    String token = front.token("c-12");
    String own = expect(200, upload(token, file("mine"))).path("uploadId").asText();
    front.uploads.down = true;
    try {
      calls.expect(503, "/v1/messages", message(token, "m-1", own));
      expect(503, upload(token, file("another")));
      calls.expect(503, "/v1/uploads/{uploadId}", calls.to("/v1/uploads/" + own));
      Visit visit = Visit.shopper(front, "c-12", 0);
      visit.sendKnown(socketMessage("s-1", own));
      assertThat(visit.next("busy").path("messageId").asText()).isEqualTo("s-1");
    } finally {
      front.uploads.down = false;
    }
  }

  private static String socketMessage(String id, String uploadId) {
    return "{'type':'message','messageId':'%s','attachments':[{'type':'image','uploadId':'%s'}]}"
        .formatted(id, uploadId);
  }

  @Test
  void onASocketWhatComesAfterAnImageStaysAfterIt() throws Exception {
    String token = front.token("c-13");
    String own = expect(200, upload(token, file("mine"))).path("uploadId").asText();
    Visit visit = Visit.shopper(front, "c-13", 0);
    front.uploads.holding = true;
    visit.sendKnown(socketMessage("s-1", own));
    visit.say("s-2", "and what is this?");
    await().until(() -> front.uploads.heldNow() == 1);
    front.uploads.release();
    assertThat(told(visit, "ack").path("messageId").asText()).isEqualTo("s-1");
    assertThat(told(visit, "ack").path("messageId").asText()).isEqualTo("s-2");
    visit.sendKnown(socketMessage("s-3", FakeUploads.KNOWN));
    JsonNode error = told(visit, "error");
    assertThat(error.at("/problem/errors/0/field").asText()).isEqualTo("attachments[0].uploadId");
    assertThat(error.path("messageId").asText()).isEqualTo("s-3");
  }

  private static JsonNode told(Visit visit, String type) throws Exception {
    JsonNode frame = visit.next();
    while (!frame.path("type").asText().equals(type)) {
      frame = visit.next();
    }
    return frame;
  }
}
