package io.levee.simulate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;

/** One shopper's socket: asks for a person, and says what the gateway answers. */
final class Shopper {

  /** What a shopper comes to know. */
  interface Ears {
    /** They wait. May come again when their place changes. */
    void place(int waitSeconds);

    /** A person is here. */
    void joined();

    /** The person is gone, and they wait again. */
    void back();

    /** A ticket instead of a person, or no room at all. */
    void refused();

    /** The conversation has ended. */
    void ended();

    /** Something went wrong that should not. */
    void lost(String why);
  }

  private static final String WISH = "转人工";

  private final Vertx vertx;
  private final Ears ears;
  private final Future<WebSocket> socket;
  private boolean welcome;
  private boolean wished;
  private boolean done;
  private boolean met;

  Shopper(Vertx vertx, Wire wire, String token, Ears ears) {
    this.vertx = vertx;
    this.ears = ears;
    this.socket =
        wire.open(
            "/v1/socket",
            new JsonObject().put("type", "hello").put("token", token),
            this::heard,
            this::closed);
    socket.onFailure(broken -> closed(broken.toString()));
  }

  /** Asks for a person, at once or as soon as the gateway has said welcome. */
  void ask() {
    wished = true;
    if (welcome) {
      wish();
    }
  }

  /** Ends the conversation: the patience is over. */
  void leave() {
    send(new JsonObject().put("type", "close"));
  }

  /** Lets the socket go. */
  void hangUp() {
    done = true;
    socket.onSuccess(WebSocket::close);
  }

  private void wish() {
    send(new JsonObject().put("type", "message").put("messageId", "wish").put("text", WISH));
  }

  private void send(JsonObject frame) {
    socket.onSuccess(open -> Wire.send(open, frame));
  }

  private void heard(JsonObject frame) {
    switch (frame.getString("type", "")) {
      case "welcome" -> {
        welcome = true;
        if (wished) {
          wish();
        }
      }
      case "queue" -> ears.place(frame.getInteger("waitSeconds"));
      case "joined" -> {
        met = true;
        ears.joined();
      }
      case "message" -> event(frame.getString("event", ""));
      case "busy" ->
          vertx.setTimer(Math.max(1, frame.getLong("retryAfterMillis", 100L)), again -> wish());
      case "error" -> {
        String problem = frame.getJsonObject("problem", new JsonObject()).encode();
        ears.lost("the gateway told a shopper " + problem);
      }
      default -> {
        // Acknowledgements, and what later versions add.
      }
    }
  }

  private void event(String event) {
    switch (event) {
      case "closed" -> ears.ended();
      case "ticket" -> ears.refused();
      case "queued" -> {
        if (met) {
          met = false;
          ears.back();
        }
      }
      default -> {
        // What the bot and the agent say.
      }
    }
  }

  private void closed(String why) {
    if (!done) {
      done = true;
      ears.lost(why);
    }
  }
}
