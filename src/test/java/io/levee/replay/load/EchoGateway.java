package io.levee.replay.load;

import io.levee.replay.Target;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Speaks the contract and answers at once, in this process or as one of its own. It misbehaves
 * where a text tells it to: {@code !silent}, {@code !unanswered}, {@code !twice}, {@code !late},
 * {@code !busy}, {@code !wrong}, {@code !forgotten}, {@code !slow}, {@code !mute}: its history is
 * not told. Agents are not answered at all.
 */
final class EchoGateway {
  private static final class Talk {
    final String id = UUID.randomUUID().toString();
    final List<JsonObject> stored = new ArrayList<>();
    final Map<String, Integer> byId = new HashMap<>();

    JsonObject store(String from, String text) {
      JsonObject message =
          new JsonObject()
              .put("type", "message")
              .put("conversationId", id)
              .put("seq", stored.size() + 1)
              .put("from", from)
              .put("text", text);
      stored.add(message);
      return message;
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Talk> talks = new HashMap<>();
  private final Map<String, Talk> ended = new HashMap<>();
  private final Map<String, ServerWebSocket> live = new HashMap<>();
  private final List<Long> answered = new ArrayList<>();
  private final HttpServer server;
  private boolean mute;

  EchoGateway() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::request)
            .webSocketHandler(this::socket)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
  }

  /**
   * Prints its port and serves until it is killed. For every line that it reads it prints when each
   * message said to it was answered: {@link System#nanoTime}, which on Linux is the same clock in
   * all processes.
   */
  public static void main(String[] args) throws Exception {
    EchoGateway gateway = new EchoGateway();
    System.out.println(gateway.server.actualPort());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      synchronized (gateway.answered) {
        System.out.println(
            gateway.answered.stream().map(String::valueOf).collect(Collectors.joining(" ")));
      }
    }
  }

  Target target() {
    return target(server.actualPort());
  }

  static Target target(int port) {
    return new Target(URI.create("http://127.0.0.1:" + port), "demo", "", "a-secret-for-tokens");
  }

  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static String customer(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new JsonObject(new String(claims, StandardCharsets.UTF_8)).getString("sub");
  }

  private void socket(ServerWebSocket socket) {
    String[] who = new String[1];
    socket.textMessageHandler(
        text -> {
          JsonObject frame = new JsonObject(text);
          switch (frame.getString("type")) {
            case "hello" -> {
              who[0] = customer(frame.getString("token"));
              live.put(who[0], socket);
              hello(socket, talks.get(who[0]), frame.getInteger("after"));
            }
            case "close" -> {
              Talk last = talks.remove(who[0]);
              if (last != null) {
                ended.put(last.id, last);
                send(socket, last.store("system", "bye").put("event", "closed"));
              }
            }
            default -> {
              if (frame.getString("text").contains("!slow")) {
                vertx.setTimer(150, ignored -> said(socket, who[0], frame));
              } else {
                said(socket, who[0], frame);
                synchronized (answered) {
                  answered.add(System.nanoTime());
                }
              }
            }
          }
        });
  }

  private static void hello(ServerWebSocket socket, Talk talk, int after) {
    JsonObject welcome = new JsonObject().put("type", "welcome").put("handledBy", "bot");
    if (talk == null) {
      send(socket, welcome.putNull("conversationId").put("seq", 0));
      return;
    }
    send(socket, welcome.put("conversationId", talk.id).put("seq", talk.stored.size()));
    talk.stored.stream().skip(after).forEach(message -> send(socket, message));
  }

  private void said(ServerWebSocket socket, String who, JsonObject frame) {
    Talk talk = talks.computeIfAbsent(who, id -> new Talk());
    ServerWebSocket listening = live.get(who);
    String text = frame.getString("text");
    String id = frame.getString("messageId");
    JsonObject about = new JsonObject().put("messageId", id);
    mute |= text.contains("!mute");
    if (text.contains("!silent")) {
      return;
    }
    if (text.contains("!busy")) {
      send(socket, about.put("type", "busy").put("retryAfterMillis", 20));
      return;
    }
    if (text.contains("!wrong")) {
      JsonObject problem = new JsonObject().put("status", 422).put("type", "bad-frame");
      send(socket, about.put("type", "error").put("problem", problem));
      return;
    }
    boolean duplicate = talk.byId.containsKey(id);
    if (!duplicate) {
      talk.byId.put(id, talk.store("customer", text).put("messageId", id).getInteger("seq"));
    }
    send(
        socket,
        about
            .put("type", "ack")
            .put("conversationId", talk.id)
            .put("seq", talk.byId.get(id))
            .put("duplicate", duplicate));
    if (!duplicate && !text.contains("!unanswered")) {
      if (socket != listening) {
        send(listening, talk.stored.getLast());
      }
      answer(listening, talk, text);
    }
    if (text.contains("!forgotten")) {
      talk.stored.forEach(message -> message.remove("messageId"));
    }
  }

  private static void answer(ServerWebSocket socket, Talk talk, String text) {
    JsonObject answer = talk.store("bot", "you said \"" + text + "\", \"seq\":99");
    if (text.contains("!late")) {
      send(socket, talk.store("bot", "first the second"));
    }
    send(socket, answer);
    if (text.contains("!twice")) {
      send(socket, answer);
    }
  }

  private void request(HttpServerRequest request) {
    if (request.path().startsWith("/v1/agent/")) {
      return;
    }
    String token = request.getHeader("authorization").substring("Bearer ".length());
    request
        .body()
        .onSuccess(
            body -> {
              Talk talk = talks.computeIfAbsent(customer(token), id -> new Talk());
              if (request.path().equals("/v1/messages")) {
                post(request, talk, body.toJsonObject());
              } else {
                history(request);
              }
            });
  }

  private void post(HttpServerRequest request, Talk talk, JsonObject body) {
    String id = body.getString("messageId");
    if (body.getString("text").contains("!busy")) {
      request.response().setStatusCode(503).putHeader("Retry-After", "1").end("{}");
      return;
    }
    boolean duplicate = talk.byId.containsKey(id);
    if (!duplicate) {
      JsonObject said = talk.store("customer", body.getString("text")).put("messageId", id);
      talk.byId.put(id, said.getInteger("seq"));
      talk.store("bot", "you said it");
    }
    int seq = talk.byId.get(id);
    JsonObject answer =
        new JsonObject()
            .put("conversationId", talk.id)
            .put("messageId", id)
            .put("seq", seq)
            .put("duplicate", duplicate)
            .put("pending", false)
            .put("handledBy", "bot")
            .put("replies", new JsonArray().add(talk.stored.get(seq)));
    long slowly = body.getString("text").contains("!slow") ? 150 : 0;
    if (slowly > 0) {
      vertx.setTimer(slowly, ready -> request.response().end(answer.toBuffer()));
    } else {
      request.response().end(answer.toBuffer());
    }
  }

  private void history(HttpServerRequest request) {
    String id = request.path().split("/")[3];
    int after = Integer.parseInt(request.getParam("after"));
    JsonArray messages = new JsonArray();
    if (mute) {
      return;
    }
    Stream.concat(talks.values().stream(), ended.values().stream())
        .filter(talk -> talk.id.equals(id))
        .forEach(talk -> talk.stored.stream().skip(after).limit(100).forEach(messages::add));
    request.response().setChunked(true);
    request.response().write(new JsonObject().put("messages", messages).toBuffer());
    request.response().end();
  }

  private static void send(ServerWebSocket socket, JsonObject frame) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(frame.encode());
    }
  }
}
