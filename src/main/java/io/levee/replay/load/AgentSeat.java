package io.levee.replay.load;

import io.levee.replay.Target;
import io.levee.replay.plan.Scenario;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A simulated agent: takes what is assigned, answers after a handling time, closes. There are few
 * of them, so they read JSON as everybody does.
 */
final class AgentSeat implements SocketLine.Listener {
  private static final String[] SAYINGS = {
    "您好，我是人工客服，已经看到您的问题了，马上帮您查。", "帮您核实了一下，这边已经登记加急处理，请您留意短信。", "好的，已经处理好了，还有其他可以帮您的吗？"
  };

  private final Stage stage;
  private final Target target;
  private final Scenario.Account account;
  private final Promise<Void> seated = Promise.promise();

  /** Answers still to be given, by conversation. */
  private final Map<String, Integer> desk = new HashMap<>();

  private final Set<String> unacknowledged = new HashSet<>();
  private SocketLine line;
  private String token = "";
  private long number;
  private boolean open;

  AgentSeat(Stage stage, Target target, Scenario.Account account) {
    this.stage = stage;
    this.target = target;
    this.account = account;
  }

  /**
   * @return completes once seated; fails when the account or the connection does not hold
   */
  Future<Void> sit() {
    double patience = stage.waits().answer();
    stage.timers().at(stage.now() + (long) (patience * 1e9), () -> late(patience));
    ask(
        "login",
        new JsonObject().put("user", account.user()).put("password", account.password()),
        new Login(this::connect));
    return seated.future();
  }

  private void late(double seconds) {
    seated.tryFail(
        "agent "
            + account.user()
            + " is not at the desk after "
            + Math.round(seconds)
            + " s: "
            + target.url()
            + " does not answer");
  }

  private void ask(String what, JsonObject wish, Login answer) {
    byte[] body = Frames.ascii(wish.encode());
    byte[] head =
        Frames.ascii(
            "POST /v1/agent/"
                + what
                + " HTTP/1.1\r\nHost: "
                + target.url().getHost()
                + ":"
                + target.port()
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + body.length
                + "\r\n\r\n");
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    stage
        .dial()
        .connect(target, false)
        .onFailure(why -> answer.failed(why.getMessage()))
        .onSuccess(socket -> new HttpLine(socket).send(request, answer));
  }

  private final class Login implements HttpLine.Answer {
    private final Runnable then;

    Login(Runnable then) {
      this.then = then;
    }

    @Override
    public void answered(int status, long retryAfter, byte[] bytes, int from, int to) {
      if (status != 200) {
        failed(Integer.toString(status));
        return;
      }
      JsonObject login = new JsonObject(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      token = login.getString("token");
      Duration holds = Duration.between(Instant.now(), Instant.parse(login.getString("expiresAt")));
      stage
          .timers()
          .at(stage.now() + holds.toNanos() * 2 / 3, () -> renew(login.getString("refreshToken")));
      then.run();
    }

    @Override
    public void failed(String why) {
      if (!seated.tryFail("agent " + account.user() + " cannot log in: " + why)) {
        stage.tally().error("agent's login cannot be prolonged: " + why);
      }
    }
  }

  /** A socket lasts no longer than its token. */
  private void renew(String refreshToken) {
    if (!stage.told().over()) {
      ask(
          "refresh",
          new JsonObject().put("refreshToken", refreshToken),
          new Login(
              () -> {
                if (open) {
                  send(new JsonObject().put("type", "renew").put("token", token));
                }
              }));
    }
  }

  private void connect() {
    stage
        .dial()
        .connect(target, false)
        .onFailure(why -> closed(0, why.getMessage()))
        .onSuccess(
            socket -> {
              String host = target.url().getHost() + ":" + target.port();
              line = new SocketLine(socket, host, "/v1/agent/socket", this);
            });
  }

  @Override
  public void opened() {
    open = true;
    send(
        new JsonObject()
            .put("type", "hello")
            .put("token", token)
            .put("capacity", stage.scenario().agents().capacity())
            .put("available", true));
  }

  @Override
  public void closed(int code, String why) {
    open = false;
    if (!stage.told().over()) {
      seated.tryFail("agent " + account.user() + " has no socket: " + code + " " + why);
      stage.tally().error("agent's socket closed: " + code);
      stage.timers().at(stage.now() + stage.jitter(2), this::connect);
    }
  }

  @Override
  public void frame(byte[] bytes, int from, int to) {
    JsonObject frame = new JsonObject(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    switch (frame.getString("type", "")) {
      case "welcome" -> {
        seated.tryComplete();
        for (Object each : frame.getJsonArray("conversations", new JsonArray())) {
          take(((JsonObject) each).getString("conversationId"));
        }
      }
      case "assigned" -> take(frame.getString("conversationId"));
      case "ended" -> desk.remove(frame.getString("conversationId"));
      case "ack" -> unacknowledged.remove(frame.getString("messageId"));
      case "error" ->
          stage
              .tally()
              .error(
                  "agent: "
                      + frame
                          .getJsonObject("problem", new JsonObject())
                          .getString("type", "error"));
      default -> {}
    }
  }

  private void take(String conversation) {
    if (desk.putIfAbsent(conversation, stage.scenario().agents().answers()) == null) {
      stage.tally().agentsAssigned++;
      later(conversation);
    }
  }

  private void later(String conversation) {
    long pause = stage.pause(stage.scenario().agents().answerAfter());
    stage.timers().at(stage.now() + pause, () -> work(conversation));
  }

  private void work(String conversation) {
    Integer left = desk.get(conversation);
    if (left == null || stage.told().over()) {
      return;
    }
    if (!open) {
      later(conversation);
    } else if (left == 0) {
      desk.remove(conversation);
      stage.tally().agentsClosed++;
      send(new JsonObject().put("type", "close").put("conversationId", conversation));
    } else {
      desk.put(conversation, left - 1);
      stage.tally().agentsAnswered++;
      String id = stage.run() + "-" + ++number;
      unacknowledged.add(id);
      int saying = Math.floorMod(stage.scenario().agents().answers() - left, SAYINGS.length);
      send(
          new JsonObject()
              .put("type", "message")
              .put("conversationId", conversation)
              .put("messageId", id)
              .put("text", SAYINGS[saying]));
      later(conversation);
    }
  }

  private void send(JsonObject frame) {
    line.write(Frames.text(frame.encode()));
  }

  /** Goes home. */
  void leave() {
    stage.tally().agentsLost += unacknowledged.size();
    if (line != null) {
      line.close();
    }
  }
}
