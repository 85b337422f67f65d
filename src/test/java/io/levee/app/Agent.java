package io.levee.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A person at a desk, over the wire. */
final class Agent implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;

  private Agent(HttpClient client, int port, String token) {
    this.socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/agent/socket"), this)
            .join();
    send("{\"type\":\"hello\",\"token\":\"%s\",\"available\":true}".formatted(token));
  }

  static Agent login(int port, String user) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest login =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/agent/login"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"user\":\"%s\",\"password\":\"demo\"}".formatted(user)))
            .build();
    String answer = client.send(login, HttpResponse.BodyHandlers.ofString()).body();
    return new Agent(client, port, JSON.readTree(answer).path("token").asText());
  }

  /** Waits for the next frame of that type. */
  JsonNode await(String type) throws InterruptedException {
    while (true) {
      JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("the desk was told no " + type);
      }
      if (frame.path("type").asText().equals(type)) {
        return frame;
      }
    }
  }

  void say(String conversation, String messageId, String words) {
    send(
        JSON.createObjectNode()
            .put("type", "message")
            .put("conversationId", conversation)
            .put("messageId", messageId)
            .put("text", words)
            .toString());
  }

  private void send(String frame) {
    socket.sendText(frame, true).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      try {
        frames.add(JSON.readTree(text.toString()));
      } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
        throw new IllegalStateException(broken);
      }
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
