package io.levee.simulate;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** One agent's socket: says whom the agent got and lost, and closes what is done. */
final class Agent {

  /** What an agent comes to know. */
  interface Ears {
    void assigned(Agent agent, String customer, String conversation);

    /** Off the desk, by whose doing ever. */
    void ended(Agent agent, String conversation, String why);

    /** Something went wrong that should not. */
    void lost(String why);
  }

  private static final long AGAIN_MILLIS = 100;
  private static final long LOOK_MILLIS = 1_000;

  private final Vertx vertx;
  private final CustomerClock clock;
  private final Ears ears;
  private final Promise<Void> seated = Promise.promise();
  private WebSocket socket;
  private long renewing = -1;
  private boolean done;

  /**
   * @param clock that tokens run out by
   */
  Agent(Vertx vertx, CustomerClock clock, Ears ears) {
    this.vertx = vertx;
    this.clock = clock;
    this.ears = ears;
  }

  /**
   * @return completes when the desk has said welcome
   */
  Future<Void> sit(Wire wire, JsonObject login, int capacity) {
    renewLater(wire, login);
    return wire.open(
            "/v1/agent/socket",
            new JsonObject()
                .put("type", "hello")
                .put("token", login.getString("token"))
                .put("capacity", capacity)
                .put("available", true),
            this::heard,
            this::closed)
        .compose(
            open -> {
              socket = open;
              return seated.future();
            });
  }

  /** A socket lasts no longer than its token. */
  private void renewLater(Wire wire, JsonObject login) {
    Instant now = clock.instant();
    Duration holds = Duration.between(now, Instant.parse(login.getString("expiresAt")));
    Instant due = now.plus(holds.multipliedBy(2).dividedBy(3));
    renewing =
        vertx.setPeriodic(
            LOOK_MILLIS,
            look -> {
              if (clock.instant().isAfter(due)) {
                vertx.cancelTimer(renewing);
                renew(wire, login.getString("refreshToken"));
              }
            });
  }

  private void renew(Wire wire, String refreshToken) {
    wire.refresh(refreshToken)
        .onFailure(why -> closed(why.getMessage()))
        .onSuccess(
            login -> {
              if (!done) {
                String token = login.getString("token");
                Wire.send(socket, new JsonObject().put("type", "renew").put("token", token));
                renewLater(wire, login);
              }
            });
  }

  void close(String conversation) {
    Wire.send(socket, new JsonObject().put("type", "close").put("conversationId", conversation));
  }

  /**
   * @return completes when the socket is closed
   */
  Future<Void> hangUp() {
    done = true;
    vertx.cancelTimer(renewing);
    return socket == null ? Future.succeededFuture() : socket.close();
  }

  private void heard(JsonObject frame) {
    switch (frame.getString("type", "")) {
      case "welcome" -> seated.tryComplete();
      case "assigned" ->
          ears.assigned(
              this,
              frame.getJsonObject("packet").getJsonObject("customer").getString("customerId"),
              frame.getString("conversationId"));
      case "ended" ->
          ears.ended(this, frame.getString("conversationId"), frame.getString("why", ""));
      case "error" -> problem(frame);
      default -> {
        // Messages, queue lengths, and what later versions add.
      }
    }
  }

  private void problem(JsonObject frame) {
    JsonObject problem = frame.getJsonObject("problem", new JsonObject());
    String conversation = frame.getString("conversationId", "");
    if (problem.getInteger("status", 0) == 503 && !conversation.isEmpty()) {
      vertx.setTimer(AGAIN_MILLIS, later -> close(conversation));
    } else if (problem.getInteger("status", 0) != 403) {
      // 403: the shopper has just closed it.
      ears.lost("the gateway told an agent " + problem.encode());
    }
  }

  private void closed(String why) {
    if (!done) {
      done = true;
      seated.tryFail(why);
      ears.lost(why);
    }
  }
}
