package io.levee.replay;

import io.levee.conversation.ConversationId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of a gateway as a client needs to be tested: one open conversation a customer, answers by
 * the text. Its faults are switched on by the fields. Everything runs on one event loop.
 */
final class FakeGateway {
  static final String API_KEY = "demo-api-key";
  static final String TOKEN_SECRET = "demo-token-secret-demo-token-secret";

  /** So many requests, hellos or messages are refused for a passing reason first. */
  final AtomicInteger busy = new AtomicInteger();

  /** So many sockets are dropped right after a message was stored, before its ack. */
  final AtomicInteger dropBeforeAck = new AtomicInteger();

  /** So many times an answer is pending and follows later. */
  final AtomicInteger pending = new AtomicInteger();

  final List<String> stored = new ArrayList<>();

  private record Stored(int seq, JsonObject frame) {}

  private static final class Talk {
    final String id = ConversationId.mint(Instant.now(), new Random(1)).toString();
    final List<Stored> messages = new ArrayList<>();
    final Map<String, Integer> byId = new HashMap<>();
    String handledBy = "bot";
  }

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Talk> talks = new HashMap<>();
  private final HttpServer server;
  private int visitors;

  FakeGateway() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::request)
            .webSocketHandler(this::socket)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  Target target() {
    return new Target(
        URI.create("http://127.0.0.1:" + server.actualPort()), "demo", API_KEY, TOKEN_SECRET);
  }

  private void request(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (request.path().equals("/v1/tokens")) {
                token(request, body.toJsonObject());
              } else if (request.path().equals("/v1")) {
                problem(request, 404, "there is nothing");
              } else if (request.method().equals(HttpMethod.POST)) {
                message(request, body);
              } else {
                history(request);
              }
            });
  }

  private void token(HttpServerRequest request, JsonObject body) {
    if (!"demo-widget".equals(body.getString("widgetKey"))) {
      problem(request, 401, "no such widgetKey");
      return;
    }
    String customer = "anon-" + ++visitors;
    Instant expires = Instant.now().plusSeconds(3600);
    json(
        request,
        new JsonObject()
            .put("token", VisitorToken.sign(TOKEN_SECRET, "demo", customer, expires))
            .put("expiresAt", expires.toString())
            .put("customerId", customer));
  }

  private void message(HttpServerRequest request, Buffer bytes) {
    JsonObject body = bytes.toJsonObject();
    if (!("Bearer " + API_KEY).equals(request.getHeader("authorization"))) {
      problem(request, 401, "wrong apiKey");
    } else if (due(busy)) {
      request.response().putHeader("retry-after", "0");
      problem(request, busy.get() % 2 == 0 ? 503 : 429, "busy");
    } else if (body.getString("text").contains("!reused")) {
      problem(request, 409, "the id stands for another text");
    } else {
      Talk talk = talks.computeIfAbsent(body.getString("customerId"), id -> new Talk());
      String messageId = body.getString("messageId");
      boolean duplicate = talk.byId.containsKey(messageId);
      if (!duplicate) {
        take(talk, messageId, body.getString("text"));
      }
      int seq = talk.byId.get(messageId);
      JsonArray replies = new JsonArray();
      talk.messages.stream().filter(m -> m.seq() > seq).forEach(m -> replies.add(m.frame()));
      boolean later = due(pending);
      JsonObject answer =
          new JsonObject()
              .put("conversationId", talk.id)
              .put("messageId", messageId)
              .put("seq", seq)
              .put("duplicate", duplicate)
              .put("pending", later)
              .put("handledBy", talk.handledBy)
              .put("replies", later ? new JsonArray() : replies);
      JsonObject intent = talk.messages.get(seq).frame().getJsonObject("intent");
      json(request, intent == null || later ? answer : answer.put("intent", intent));
    }
  }

  private void history(HttpServerRequest request) {
    String id = request.path().split("/")[3];
    int after = Integer.parseInt(request.getParam("after"));
    JsonArray messages = new JsonArray();
    talks.values().stream()
        .filter(t -> t.id.equals(id))
        .flatMap(t -> t.messages.stream())
        .filter(m -> m.seq() > after)
        .forEach(m -> messages.add(m.frame()));
    json(request, new JsonObject().put("messages", messages));
  }

  /** Stores a message and what is answered to it. */
  private void take(Talk talk, String messageId, String text) {
    stored.add(messageId + " " + text);
    JsonObject said = new JsonObject().put("from", "customer").put("messageId", messageId);
    talk.byId.put(messageId, store(talk, said.put("text", text)));
    JsonObject answer = new JsonObject().put("from", "bot").put("text", "answer to " + text);
    if (text.contains("human")) {
      talk.handledBy = "queue";
    } else if (text.contains("ticket")) {
      talk.handledBy = "ticket";
    } else if (text.contains("which")) {
      answer.put("options", new JsonArray().add("track my order").add("return it"));
    } else if (!text.contains("gibberish")) {
      answer.put("intent", new JsonObject().put("name", "order.track").put("confidence", 0.93));
    }
    store(talk, answer);
  }

  /** Counts one down; false when none is left. */
  private static boolean due(AtomicInteger left) {
    return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  private static int store(Talk talk, JsonObject frame) {
    int seq = talk.messages.size() + 1;
    talk.messages.add(new Stored(seq, frame.put("type", "message").put("seq", seq)));
    return seq;
  }

  private void socket(ServerWebSocket socket) {
    String[] customer = new String[1];
    socket.textMessageHandler(
        text -> {
          JsonObject frame = new JsonObject(text);
          switch (frame.getString("type")) {
            case "hello" -> {
              customer[0] = customer(frame.getString("token"));
              if (customer[0] == null) {
                socket.close((short) 4401, "auth");
              } else {
                hello(socket, talks.get(customer[0]), frame.getInteger("after"));
              }
            }
            case "message" ->
                said(socket, talks.computeIfAbsent(customer[0], id -> new Talk()), frame);
            default -> {}
          }
        });
  }

  private static void hello(ServerWebSocket socket, Talk talk, int after) {
    JsonObject welcome = new JsonObject().put("type", "welcome");
    send(
        socket,
        talk == null
            ? welcome.putNull("conversationId").put("seq", 0).put("handledBy", "bot")
            : welcome
                .put("conversationId", talk.id)
                .put("seq", talk.messages.size())
                .put("handledBy", talk.handledBy));
    if (talk != null) {
      talk.messages.stream().filter(m -> m.seq() > after).forEach(m -> send(socket, m.frame()));
    }
  }

  private void said(ServerWebSocket socket, Talk talk, JsonObject frame) {
    String messageId = frame.getString("messageId");
    if (due(busy)) {
      send(
          socket,
          new JsonObject()
              .put("type", "busy")
              .put("messageId", messageId)
              .put("retryAfterMillis", 10));
      return;
    }
    boolean duplicate = talk.byId.containsKey(messageId);
    if (!duplicate) {
      take(talk, messageId, frame.getString("text"));
    }
    if (due(dropBeforeAck)) {
      socket.close((short) 1012, "draining");
      return;
    }
    int seq = talk.byId.get(messageId);
    send(
        socket,
        new JsonObject()
            .put("type", "ack")
            .put("conversationId", talk.id)
            .put("messageId", messageId)
            .put("seq", seq)
            .put("duplicate", duplicate));
    if (!duplicate) {
      talk.messages.stream().filter(m -> m.seq() > seq).forEach(m -> send(socket, m.frame()));
      if (talk.handledBy.equals("queue")) {
        send(
            socket,
            new JsonObject().put("type", "queue").put("position", 3).put("waitSeconds", 40));
      }
    }
  }

  /** The customer of a token that is signed right; null for any other. */
  private static String customer(String token) {
    String claims = token.split("\\.")[1];
    JsonObject read =
        new JsonObject(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
    String expected =
        VisitorToken.sign(
            TOKEN_SECRET,
            read.getString("sf"),
            read.getString("sub"),
            Instant.ofEpochSecond(read.getLong("exp")));
    return expected.equals(token) ? read.getString("sub") : null;
  }

  private static void send(ServerWebSocket socket, JsonObject frame) {
    socket.writeTextMessage(frame.encode());
  }

  private static void json(HttpServerRequest request, JsonObject body) {
    request.response().putHeader("content-type", "application/json").end(body.toBuffer());
  }

  private static void problem(HttpServerRequest request, int status, String detail) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/problem+json")
        .end(new JsonObject().put("status", status).put("detail", detail).toBuffer());
  }

  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
