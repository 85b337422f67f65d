package io.levee.simulate;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;

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

  private final Vertx vertx;
  private final Ears ears;
  private final Promise<Void> seated = Promise.promise();
  private WebSocket socket;
  private boolean done;

  Agent(Vertx vertx, Ears ears) {
    this.vertx = vertx;
    this.ears = ears;
  }

  /**
   * @return completes when the desk has said welcome
   */
  Future<Void> sit(Wire wire, String token, int capacity) {
    return wire.open(
            "/v1/agent/socket",
            new JsonObject()
                .put("type", "hello")
                .put("token", token)
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

  void close(String conversation) {
    Wire.send(socket, new JsonObject().put("type", "close").put("conversationId", conversation));
  }

  /**
   * @return completes when the socket is closed
   */
  Future<Void> hangUp() {
    done = true;
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
