package io.levee.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.WireContract;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client's socket; every frame that it is told is held against the published contract. */
final class Visit {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final WireContract CONTRACT = WireContract.published();

  private final String channel;
  private final WebSocket socket;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  private Visit(String channel, WebSocket socket) {
    this.channel = channel;
    this.socket = socket;
    socket.textMessageHandler(told::add);
    socket.exceptionHandler(broken -> {});
    socket.closeHandler(
        end -> {
          Short code = socket.closeStatusCode();
          closed.complete(code == null ? 1006 : code.intValue());
        });
  }

  static Visit of(RunningFront front, String channel, String origin) throws Exception {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(front.port)
            .setURI(channel.equals("agent") ? "/v1/agent/socket" : "/v1/socket");
    if (origin != null) {
      options.putHeader("Origin", origin);
    } else {
      options.setAllowOriginHeader(false);
    }
    CompletableFuture<Visit> visit = new CompletableFuture<>();
    front
        .dialer
        .connect(options)
        .onSuccess(
            socket -> {
              Visit one = new Visit(channel, socket);
              visit.complete(one);
            })
        .onFailure(visit::completeExceptionally);
    return visit.get(10, TimeUnit.SECONDS);
  }

  static Visit shopper(RunningFront front) throws Exception {
    return of(front, "shopper", null);
  }

  /** A shopper who said hello and was welcomed. */
  static Visit shopper(RunningFront front, String customer, int after) throws Exception {
    Visit visit = shopper(front);
    visit.send("{'type':'hello','token':'" + front.token(customer) + "','after':" + after + "}");
    visit.next("welcome");
    return visit;
  }

  /** Sends it; apostrophes stand for quotes. */
  void send(String frame) {
    socket.writeTextMessage(frame.replace('\'', '"'));
  }

  /** The same, for a frame that the contract has. */
  void sendKnown(String frame) {
    CONTRACT.checkSent(channel, frame.replace('\'', '"'));
    send(frame);
  }

  void say(String messageId, String text) {
    sendKnown("{'type':'message','messageId':'" + messageId + "','text':'" + text + "'}");
  }

  WebSocket socket() {
    return socket;
  }

  /** The next frame. */
  JsonNode next() throws Exception {
    String frame = told.poll(10, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("nothing was told; closed: " + closed.getNow(0));
    }
    CONTRACT.checkTold(channel, frame);
    return MAPPER.readTree(frame);
  }

  /** The next frame, which must be of that type. */
  JsonNode next(String type) throws Exception {
    JsonNode frame = next();
    if (!frame.path("type").asText().equals(type)) {
      throw new AssertionError("told " + frame + " in place of " + type);
    }
    return frame;
  }

  /** The next so many. */
  List<JsonNode> next(int count) throws Exception {
    List<JsonNode> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(next());
    }
    return frames;
  }

  boolean isSilent() {
    return told.isEmpty();
  }

  int closeCode() throws Exception {
    return closed.get(10, TimeUnit.SECONDS);
  }
}
