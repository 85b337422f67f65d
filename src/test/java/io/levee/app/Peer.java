package io.levee.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.WireContract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A shopper's or an agent's socket; every frame it is told is held against the contract. */
final class Peer implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final WireContract CONTRACT = WireContract.published();

  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final String channel;
  private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;

  private Peer(String url, String channel) {
    this.channel = channel;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(url.replace("http:", "ws:")), this)
            .join();
  }

  static Peer shopper(String url, String token) {
    Peer peer = new Peer(url + "/v1/socket", "shopper");
    peer.send("{'type':'hello','token':'" + token + "'}");
    return peer;
  }

  static Peer agent(String url, String token, int capacity) {
    Peer peer = new Peer(url + "/v1/agent/socket", "agent");
    peer.send(
        "{'type':'hello','token':'" + token + "','capacity':" + capacity + ",'available':true}");
    return peer;
  }

  /** Sends it; apostrophes stand for quotes. */
  void send(String frame) {
    socket.sendText(frame.replace('\'', '"'), true).join();
  }

  void say(String messageId, String text) {
    send("{'type':'message','messageId':'" + messageId + "','text':'" + text + "'}");
  }

  /** The next frame that fits; what does not fit is passed over. */
  JsonNode await(Predicate<JsonNode> fits) throws InterruptedException {
    List<JsonNode> passed = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      JsonNode frame = told.poll(100, TimeUnit.MILLISECONDS);
      if (frame != null) {
        if (fits.test(frame)) {
          return frame;
        }
        passed.add(frame);
      }
    }
    throw new AssertionError("not told; closed: " + closed.getNow(0) + "; told: " + passed);
  }

  JsonNode await(String type) throws InterruptedException {
    return await(frame -> frame.path("type").asText().equals(type));
  }

  JsonNode awaitMessage(String from) throws InterruptedException {
    return await(
        frame ->
            frame.path("type").asText().equals("message")
                && frame.path("from").asText().equals(from));
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      String frame = part.toString();
      part.setLength(0);
      try {
        CONTRACT.checkTold(channel, frame);
        told.add(MAPPER.readTree(frame));
      } catch (Exception | AssertionError wrong) {
        told.add(MAPPER.createObjectNode().put("type", "against the contract: " + wrong));
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
