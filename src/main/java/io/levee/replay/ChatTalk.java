package io.levee.replay;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * One talk, through as many sockets as it takes: what was not acknowledged is sent again with the
 * same id, and the next socket goes on after the last number seen. Runs on one event loop.
 */
final class ChatTalk {
  /** Close codes that another try does not heal. */
  private static final Set<Integer> FINAL = Set.of(4400, 4403, 4413);

  private static final long PIPE_PATIENCE_MILLIS = 60_000;

  /** With a person at the other end, nobody answers at once: a pipe goes on after this. */
  private static final long NO_ANSWER_MILLIS = 5_000;

  private final Vertx vertx;
  private final Context context;
  private final ChatTokens tokens;
  private final ChatScreen screen;
  private final boolean interactive;
  private final Runnable taken;
  private final IntConsumer done;

  private final Deque<String> typed = new ArrayDeque<>();
  private final Map<String, String> unacked = new LinkedHashMap<>();
  private final Backoff backoff = new Backoff();
  private WebSocket socket;
  private boolean welcome;
  private boolean ended;
  private boolean inputEnded;
  private boolean answerDue;
  private String conversation;
  private int lastSeq;
  private int lastAnswer;
  private long giveUpTimer = -1;
  private long answerTimer = -1;

  /**
   * @param taken called for each line that left the queue of typed ones
   * @param done called once with the exit code
   */
  ChatTalk(
      Vertx vertx,
      ChatTokens tokens,
      ChatScreen screen,
      boolean interactive,
      Runnable taken,
      IntConsumer done) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.tokens = tokens;
    this.screen = screen;
    this.interactive = interactive;
    this.taken = taken;
    this.done = done;
  }

  Context context() {
    return context;
  }

  void typed(String line) {
    typed.add(line);
    next();
  }

  void inputEnded() {
    inputEnded = true;
    next();
  }

  void connect() {
    if (!interactive && giveUpTimer < 0) {
      giveUpTimer = vertx.setTimer(PIPE_PATIENCE_MILLIS, late -> end(1));
    }
    tokens.open().onSuccess(this::opened).onFailure(this::notOpened);
  }

  private void opened(WebSocket open) {
    socket = open;
    open.textMessageHandler(text -> on(new JsonObject(text)));
    open.exceptionHandler(broken -> open.close());
    open.closeHandler(gone -> closed(open));
    JsonObject hello = new JsonObject().put("type", "hello").put("token", tokens.token());
    if (conversation != null) {
      hello.put("conversationId", conversation);
    }
    send(hello.put("after", lastSeq));
    open.resume();
  }

  private void notOpened(Throwable why) {
    if (why instanceof Refused) {
      screen.refused(why.getMessage());
      end(1);
    } else {
      later(why instanceof TryAgain again ? again.after() : Duration.ZERO);
    }
  }

  private void closed(WebSocket gone) {
    if (gone != socket || ended) {
      return;
    }
    welcome = false;
    socket = null;
    int code = gone.closeStatusCode() == null ? 1006 : gone.closeStatusCode();
    if (FINAL.contains(code)) {
      screen.refused(code + " " + gone.closeReason());
      end(1);
      return;
    }
    if (code == 4401) {
      tokens.doubted();
    }
    later(Duration.ZERO);
  }

  private void later(Duration asked) {
    if (!ended) {
      screen.reconnecting();
      vertx.setTimer(backoff.nextMillis(asked), ignored -> connect());
    }
  }

  private void on(JsonObject frame) {
    switch (frame.getString("type", "")) {
      case "welcome" -> welcomed(frame);
      case "ack" -> acked(frame);
      case "queue" -> screen.place(frame);
      case "busy" -> again(frame.getString("messageId"), frame.getLong("retryAfterMillis", 1000L));
      case "provisional" -> {
        screen.provisional(frame.getString("text", ""));
        again(frame.getString("messageId"), 1000);
      }
      case "error" -> {
        screen.problem(frame.getJsonObject("problem", new JsonObject()));
        if (frame.getString("messageId") != null) {
          unacked.remove(frame.getString("messageId"));
          answered();
        }
      }
      case "typing" -> screen.typing();
      default -> stored(frame);
    }
  }

  private void welcomed(JsonObject frame) {
    welcome = true;
    conversation = frame.getString("conversationId");
    backoff.reset();
    vertx.cancelTimer(giveUpTimer);
    giveUpTimer = -1;
    screen.welcome(frame);
    unacked.forEach(this::sendMessage);
    next();
  }

  private void acked(JsonObject frame) {
    unacked.remove(frame.getString("messageId"));
    conversation = frame.getString("conversationId", conversation);
    int seq = frame.getInteger("seq", 0);
    lastSeq = Math.max(lastSeq, seq);
    if (!answerDue || !unacked.isEmpty()) {
      return;
    }
    if (lastAnswer > seq) {
      // After a broken connection the answer may come before the second ack.
      answered();
    } else {
      vertx.cancelTimer(answerTimer);
      answerTimer = vertx.setTimer(NO_ANSWER_MILLIS, none -> answered());
    }
  }

  private void stored(JsonObject frame) {
    Integer seq = frame.getInteger("seq");
    if (seq == null || seq <= lastSeq) {
      return;
    }
    lastSeq = seq;
    boolean mine = "customer".equals(frame.getString("from"));
    if (!mine || !unacked.containsKey(frame.getString("messageId"))) {
      screen.message(frame);
    }
    if (!mine) {
      lastAnswer = seq;
      if (unacked.isEmpty()) {
        answered();
      }
    }
  }

  /** The last line had its answer, or will not get one. */
  private void answered() {
    answerDue = false;
    vertx.cancelTimer(answerTimer);
    next();
  }

  private void next() {
    while (!typed.isEmpty() && welcome && (interactive || !answerDue)) {
      String line = typed.poll();
      taken.run();
      command(line);
    }
    if (inputEnded && typed.isEmpty() && unacked.isEmpty() && !answerDue) {
      end(0);
    }
  }

  private void command(String line) {
    if (line.equals("/quit")) {
      inputEnded = true;
      typed.clear();
    } else if (line.equals("/close")) {
      send(new JsonObject().put("type", "close"));
    } else if (line.matches("/rate [1-5]")) {
      int score = Integer.parseInt(line.substring(6));
      send(new JsonObject().put("type", "rate").put("score", score));
    } else {
      String text = screen.chosen(line);
      String id = UUID.randomUUID().toString();
      screen.said(text, interactive);
      unacked.put(id, text);
      answerDue = true;
      sendMessage(id, text);
    }
  }

  private void again(String id, long millis) {
    vertx.setTimer(
        Math.max(1, millis),
        ignored -> {
          if (welcome && unacked.containsKey(id)) {
            sendMessage(id, unacked.get(id));
          }
        });
  }

  private void sendMessage(String id, String text) {
    send(new JsonObject().put("type", "message").put("messageId", id).put("text", text));
  }

  private void send(JsonObject frame) {
    if (socket != null) {
      WebSocket open = socket;
      open.writeTextMessage(frame.encode()).onFailure(broken -> open.close());
    }
  }

  private void end(int code) {
    if (!ended) {
      ended = true;
      if (socket != null) {
        socket.close();
      }
      done.accept(code);
    }
  }
}
