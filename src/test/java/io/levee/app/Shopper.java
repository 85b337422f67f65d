package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A visitor of the shop, over HTTP. */
final class Shopper {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final String token;
  private String conversation = "";
  private int said;

  Shopper(int port) throws Exception {
    this.port = port;
    token =
        post("/v1/tokens", "", JSON.createObjectNode().put("widgetKey", "demo-widget"))
            .path("token")
            .asText();
  }

  void say(String text) throws Exception {
    say(JSON.createObjectNode().put("text", text));
  }

  private void say(ObjectNode message) throws Exception {
    JsonNode answer = post("/v1/messages", token, message.put("messageId", "m-" + ++said));
    conversation = answer.path("conversationId").asText();
    assertThat(conversation).as("the answer to %s: %s", message, answer).isNotEmpty();
  }

  /** Sends that image, and nothing with it. */
  void show(byte[] image) throws Exception {
    String edge = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
    HttpRequest request =
        request("/v1/uploads", token)
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(edge),
                    BodyPublishers.ofByteArray(image),
                    BodyPublishers.ofString("\r\n--edge--\r\n")))
            .build();
    String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    ObjectNode message = JSON.createObjectNode();
    message
        .putArray("attachments")
        .addObject()
        .put("type", "image")
        .put("uploadId", JSON.readTree(answer).path("uploadId").asText());
    say(message);
  }

  /** Waits until someone said that. @return how often it was said */
  long awaits(String text) {
    return await()
        .atMost(Duration.ofMillis(House.PATIENCE_MILLIS))
        .until(() -> count(text), count -> count > 0);
  }

  long count(String text) throws Exception {
    HttpRequest request =
        request("/v1/conversations/" + conversation + "/messages?limit=100", token).build();
    String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return JSON.readTree(body).path("messages").findValuesAsText("text").stream()
        .filter(said -> said.contains(text))
        .count();
  }

  /** Ends what is still open, so that no agent is left with it. */
  void leave() {
    await()
        .atMost(Duration.ofMillis(House.PATIENCE_MILLIS))
        .until(() -> welcomedAndClosed().path("conversationId").isNull());
  }

  /** Asks on a new socket to close whatever conversation is open. @return how it was welcomed */
  private JsonNode welcomedAndClosed() throws Exception {
    CompletableFuture<String> welcome = new CompletableFuture<>();
    WebSocket socket =
        http.newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + port + "/v1/socket"),
                new WebSocket.Listener() {
                  private final StringBuilder frame = new StringBuilder();

                  @Override
                  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean all) {
                    frame.append(part);
                    if (all) {
                      welcome.complete(frame.toString());
                    }
                    return WebSocket.Listener.super.onText(from, part, all);
                  }
                })
            .get(House.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    ObjectNode hello = JSON.createObjectNode().put("type", "hello").put("token", token);
    socket.sendText(hello.toString(), true).join();
    JsonNode welcomed = JSON.readTree(welcome.get(House.PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    if (!welcomed.path("conversationId").isNull()) {
      socket.sendText("{\"type\":\"close\"}", true).join();
    }
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    return welcomed;
  }

  private JsonNode post(String path, String bearer, JsonNode body) throws Exception {
    HttpRequest request =
        request(path, bearer)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder request(String path, String bearer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
  }
}
