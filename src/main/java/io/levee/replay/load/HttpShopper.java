package io.levee.replay.load;

import io.levee.replay.Target;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.Consumer;

/** A shopper over HTTP: one question at a time, since the order of two at once is nobody's word. */
final class HttpShopper extends Shopper {
  private static final long LOOK_AGAIN_NANOS = 250_000_000L;
  private static final int MOST_TRIES = 5;

  private final HttpLines lines;
  private final Deque<Sent> waiting = new ArrayDeque<>();
  private byte[] head;
  private Sent asked;
  private long high;
  private long low;
  private int lastSeq;
  private Receipts.Receipt receipt;
  private boolean over;

  HttpShopper(Stage stage, int index, Target target, boolean vip, HttpLines lines) {
    super(stage, index, target, vip, false);
    this.lines = lines;
  }

  @Override
  void say(Sent message) {
    waiting.add(message);
    next();
  }

  private void next() {
    if (asked == null && !waiting.isEmpty()) {
      asked = waiting.poll();
      post(asked, false);
    }
  }

  private void post(Sent message, boolean again) {
    if (head == null) {
      head =
          Frames.ascii(
              "POST /v1/messages HTTP/1.1\r\nHost: "
                  + target.url().getHost()
                  + ":"
                  + target.port()
                  + "\r\nAuthorization: Bearer "
                  + token()
                  + "\r\nContent-Type: application/json\r\nContent-Length: ");
    }
    byte[] request = stage.frames().post(head, message.number, message.text);
    lines.send(
        request,
        new HttpLine.Answer() {
          @Override
          public void answered(int status, long retryAfter, byte[] bytes, int from, int to) {
            if (stage.told().over()) {
              return;
            }
            if (status == 200) {
              taken(message, again, bytes, from, to);
            } else {
              refused(message, again, status, retryAfter * 1_000_000L);
            }
          }

          @Override
          public void failed(String why) {
            broken(message, again, why);
          }
        });
  }

  private void taken(Sent message, boolean again, byte[] bytes, int from, int to) {
    Scan scan = stage.scan();
    if (!scan.read(bytes, from, to) || scan.message != message.number || scan.seq < 1) {
      done(
          message,
          again,
          () -> stage.failed(this, message, "http: an answer that is none of ours"));
      return;
    }
    stage.tally().degraded += scan.degraded ? 1 : 0;
    if (message.acked) {
      if (again && (!scan.duplicate || scan.seq != message.seq)) {
        stage.tally().doubled++;
        stage.tally().error("taken twice");
      }
    } else {
      numbered(message, scan);
    }
    if (again) {
      done(message, true, () -> {});
    } else if (scan.replies > 0 || scan.human) {
      done(message, false, () -> stage.answered(this, message, stage.now()));
    } else {
      lookAgain(message, stage.now() + (long) (stage.scenario().patience() * 1e9));
    }
  }

  private void numbered(Sent message, Scan scan) {
    message.acked = true;
    message.seq = scan.seq;
    stage.tally().acked(this, message, stage.now());
    if (scan.conversationHigh != high || scan.conversationLow != low) {
      high = scan.conversationHigh;
      low = scan.conversationLow;
      lastSeq = 0;
      receipt = stage.receipts().begin(high, low, target, token());
    }
    boolean back = scan.seq <= lastSeq && !scan.duplicate;
    boolean mixed = scan.replies > 0 && (!scan.repliesInOrder || scan.firstReply <= scan.seq);
    if (back || mixed) {
      stage.tally().reordered++;
      stage.tally().error("numbers that are out of order");
    }
    lastSeq = Math.max(Math.max(lastSeq, scan.seq), scan.lastReply);
    if (receipt != null) {
      receipt.add(message.number);
    }
  }

  private void refused(Sent message, boolean again, int status, long retryAfterNanos) {
    if (status != 429 && status != 503) {
      done(message, again, () -> stage.failed(this, message, "http: " + status));
    } else if (!again && message.tries++ < stage.scenario().faults().retries()) {
      stage.tally().retries++;
      long at = stage.now() + retryAfterNanos + stage.jitter(0.2);
      stage.timers().at(at, () -> post(message, false));
    } else {
      done(message, again, () -> stage.shed(this, message, "http " + status, retryAfterNanos));
    }
  }

  private void broken(Sent message, boolean again, String why) {
    if (stage.told().over()) {
      return;
    }
    stage.tally().disconnects++;
    stage.tally().error("http: " + why);
    if (again || message.tries++ >= MOST_TRIES) {
      done(message, again, () -> stage.failed(this, message, "http: given up"));
    } else {
      stage.timers().at(stage.now() + stage.jitter(message.tries), () -> post(message, false));
    }
  }

  /** The answer is still being worked on: it will stand in the history. */
  private void lookAgain(Sent message, long until) {
    String request =
        "GET /v1/conversations/"
            + new UUID(high, low)
            + "/messages?limit=20&after="
            + message.seq
            + " HTTP/1.1\r\nHost: "
            + target.url().getHost()
            + "\r\nAuthorization: Bearer "
            + token()
            + "\r\n\r\n";
    stage
        .timers()
        .at(
            stage.now() + LOOK_AGAIN_NANOS,
            () ->
                lines.send(
                    Frames.ascii(request),
                    new HttpLine.Answer() {
                      @Override
                      public void answered(
                          int status, long retryAfter, byte[] bytes, int from, int to) {
                        if (stage.told().over()) {
                          return;
                        }
                        if (status == 200 && holdsAnswer(Buffer.buffer(bytes).slice(from, to))) {
                          done(
                              message,
                              false,
                              () -> stage.answered(HttpShopper.this, message, stage.now()));
                        } else {
                          failed("not yet");
                        }
                      }

                      @Override
                      public void failed(String why) {
                        if (stage.now() - until < 0 && !stage.told().over()) {
                          lookAgain(message, until);
                        }
                      }
                    }));
  }

  private static boolean holdsAnswer(Buffer body) {
    try {
      for (Object each : body.toJsonObject().getJsonArray("messages", new JsonArray())) {
        if (each instanceof JsonObject m && !"customer".equals(m.getString("from"))) {
          return true;
        }
      }
      return false;
    } catch (DecodeException e) {
      return false;
    }
  }

  private void done(Sent message, boolean again, Runnable outcome) {
    if (!again) {
      outcome.run();
      if (message.answered
          && stage.scenario().faults().duplicates() > 0
          && stage.random().nextDouble() < stage.scenario().faults().duplicates()) {
        stage.tally().duplicates++;
        post(message, true);
        return;
      }
    }
    asked = null;
    if (over && waiting.isEmpty()) {
      becomeAnother();
      head = null;
      lastSeq = 0;
      high = 0;
      low = 0;
      receipt = null;
    }
    over = false;
    next();
  }

  /** HTTP has no way to end a conversation: the next one is another customer's. */
  void over() {
    over = true;
  }

  @Override
  void unresolved(Consumer<Sent> each) {
    if (asked != null && !asked.answered) {
      each.accept(asked);
    }
    waiting.forEach(each);
  }

  @Override
  int missing() {
    return 0;
  }

  @Override
  void leave() {
    waiting.clear();
  }
}
