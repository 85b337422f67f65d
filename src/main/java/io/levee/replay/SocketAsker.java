package io.levee.replay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeMap;

/** Asks over /v1/socket, each question on a socket and as a signed-in customer of its own. */
final class SocketAsker implements Asker {
  private static final long ANSWER_MILLIS = 20_000;

  /**
   * What is stored with the answer, such as "you are in the queue", comes with it; wait so long.
   */
  private static final long TRAILING_MILLIS = 20;

  private final Vertx vertx;
  private final Wire wire;
  private final Target target;
  private final String prefix;
  private final InstantSource clock;

  SocketAsker(Vertx vertx, Wire wire, Target target, String prefix, InstantSource clock) {
    this.vertx = vertx;
    this.wire = wire;
    this.target = target;
    this.prefix = prefix;
    this.clock = clock;
  }

  @Override
  public Future<Reply> ask(Question question) {
    return wire.socket().compose(socket -> new Exchange(socket, question).run());
  }

  /** One socket, one question. Runs on the socket's event loop. */
  private final class Exchange {
    private final WebSocket socket;
    private final Question question;
    private final Promise<Reply> done = Promise.promise();
    private final TreeMap<Integer, JsonObject> heard = new TreeMap<>();
    private int seq;
    private boolean duplicate;
    private boolean settling;
    private String handledBy = "bot";

    Exchange(WebSocket socket, Question question) {
      this.socket = socket;
      this.question = question;
    }

    Future<Reply> run() {
      socket.textMessageHandler(text -> on(new JsonObject(text)));
      socket.exceptionHandler(done::tryFail);
      socket.closeHandler(gone -> done.tryFail(closed()));
      long timer = vertx.setTimer(ANSWER_MILLIS, late -> giveUp());
      String token =
          VisitorToken.sign(
              target.tokenSecret(),
              target.storefront(),
              AskRun.customer(prefix, question),
              clock.instant().plus(Duration.ofHours(1)));
      send(new JsonObject().put("type", "hello").put("token", token).put("after", 0));
      socket.resume();
      return done.future()
          .onComplete(
              result -> {
                vertx.cancelTimer(timer);
                socket.close();
              });
    }

    private RuntimeException closed() {
      Short code = socket.closeStatusCode();
      String why = "socket closed" + (code == null ? "" : " with " + code);
      return code != null && code >= 4400 && code < 4500
          ? new Refused(why)
          : new TryAgain(why, Duration.ZERO);
    }

    private void on(JsonObject frame) {
      Integer number = frame.getInteger("seq");
      switch (frame.getString("type", "")) {
        case "welcome" -> {
          handledBy = frame.getString("handledBy", "bot");
          send(
              new JsonObject()
                  .put("type", "message")
                  .put("messageId", AskRun.messageId(question))
                  .put("text", question.text()));
          return;
        }
        case "ack" -> {
          seq = frame.getInteger("seq");
          duplicate = frame.getBoolean("duplicate", false);
        }
        case "queue", "queued" -> handledBy = "queue";
        case "joined" -> handledBy = "human";
        case "ticket" -> handledBy = "ticket";
        case "busy" ->
            done.tryFail(
                new TryAgain("busy", Duration.ofMillis(frame.getLong("retryAfterMillis", 0L))));
        case "provisional" -> done.tryFail(new TryAgain("cannot store now", Duration.ZERO));
        case "error" -> problem(frame.getJsonObject("problem", new JsonObject()));
        default -> {
          // Typing and what later versions add is none of our business.
        }
      }
      if (number != null && !"ack".equals(frame.getString("type"))) {
        heard.put(number, frame);
      }
      settleSoon();
    }

    private void problem(JsonObject problem) {
      int status = problem.getInteger("status", 0);
      String why = status + ": " + problem.getString("detail", problem.getString("title", ""));
      done.tryFail(
          status == 429 || status == 503 ? new TryAgain(why, Duration.ZERO) : new Refused(why));
    }

    private void settleSoon() {
      if (seq > 0 && !settling && answer() != null) {
        settling = true;
        vertx.setTimer(TRAILING_MILLIS, ignored -> done.tryComplete(reply(answer())));
      }
    }

    private JsonObject answer() {
      return heard.tailMap(seq, false).values().stream()
          .filter(m -> "message".equals(m.getString("type")))
          .filter(m -> !"customer".equals(m.getString("from")))
          .findFirst()
          .orElse(null);
    }

    private Reply reply(JsonObject answer) {
      JsonObject intent = answer.getJsonObject("intent", new JsonObject());
      String name = intent.getString("name", "");
      int options = answer.getJsonArray("options", new JsonArray()).size();
      return new Reply(
          Answered.judge(handledBy, name, options),
          name,
          intent.getDouble("confidence", 0.0),
          handledBy,
          duplicate);
    }

    private void giveUp() {
      if (seq == 0) {
        done.tryFail(new TryAgain("no ack within " + ANSWER_MILLIS + " ms", Duration.ZERO));
      } else {
        boolean withPeople = "human".equals(handledBy);
        done.tryComplete(
            new Reply(
                withPeople ? Answered.Outcome.HANDED_OVER : Answered.Outcome.UNANSWERED,
                "",
                0,
                handledBy,
                duplicate));
      }
    }

    private void send(JsonObject frame) {
      socket.writeTextMessage(frame.encode()).onFailure(done::tryFail);
    }
  }
}
