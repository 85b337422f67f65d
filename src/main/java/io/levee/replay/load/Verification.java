package io.levee.replay.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads conversations back from the store and compares: what was acknowledged must be there, once,
 * and the numbers must be 1, 2, 3 …
 */
final class Verification {
  private static final int AT_ONCE = 16;
  private static final int PAGE = 100;
  private static final int MOST_TRIES = 3;

  private final Tally tally;
  private final Function<Receipts.Receipt, HttpLines> lines;
  private final Iterator<Receipts.Receipt> rest;
  private final Promise<Void> finished = Promise.promise();
  private int readers = AT_ONCE;

  Verification(
      Tally tally, Function<Receipts.Receipt, HttpLines> lines, List<Receipts.Receipt> receipts) {
    this.tally = tally;
    this.lines = lines;
    this.rest = receipts.iterator();
  }

  /**
   * @return completes once all are compared, or with {@link #giveUp}; never fails
   */
  Future<Void> run() {
    for (int i = 0; i < AT_ONCE; i++) {
      next();
    }
    return finished.future();
  }

  /** Time is up: a store that does not answer keeps nobody waiting. What was not read, is told. */
  void giveUp() {
    if (finished.tryComplete()) {
      tally.unread += readers;
      for (; rest.hasNext(); rest.next()) {
        tally.unread++;
      }
    }
  }

  private void next() {
    if (rest.hasNext()) {
      new Reading(rest.next()).page(0);
    } else if (--readers == 0) {
      finished.tryComplete();
    }
  }

  private final class Reading implements HttpLine.Answer {
    private final Receipts.Receipt receipt;
    private final Map<String, Integer> found = new HashMap<>();
    private int after;
    private int tries;
    private boolean skipped;

    Reading(Receipts.Receipt receipt) {
      this.receipt = receipt;
    }

    void page(int from) {
      after = from;
      String request =
          "GET /v1/conversations/"
              + receipt.conversation
              + "/messages?limit="
              + PAGE
              + "&after="
              + from
              + " HTTP/1.1\r\nHost: "
              + receipt.target.url().getHost()
              + "\r\nAuthorization: Bearer "
              + receipt.token
              + "\r\n\r\n";
      lines.apply(receipt).send(Frames.ascii(request), this);
    }

    @Override
    public void answered(int status, long retryAfter, byte[] bytes, int from, int to) {
      if (finished.future().isComplete()) {
        return;
      }
      if (status != 200) {
        failed("status " + status);
        return;
      }
      JsonArray messages;
      try {
        messages =
            new JsonObject(new String(bytes, from, to - from, StandardCharsets.UTF_8))
                .getJsonArray("messages", new JsonArray());
      } catch (DecodeException e) {
        failed("no JSON");
        return;
      }
      int last = after;
      for (Object each : messages) {
        JsonObject message = (JsonObject) each;
        int seq = message.getInteger("seq", 0);
        skipped |= seq != last + 1;
        last = seq;
        String id = message.getString("messageId");
        if (id != null && "customer".equals(message.getString("from"))) {
          found.merge(id, 1, Integer::sum);
        }
      }
      if (messages.size() == PAGE) {
        page(last);
      } else {
        compare();
        next();
      }
    }

    private void compare() {
      tally.verified++;
      for (long number : receipt.numbers()) {
        if (!found.containsKey("m" + number)) {
          tally.lost++;
          tally.error("acknowledged, but not in the store");
        }
      }
      for (int times : found.values()) {
        if (times > 1) {
          tally.doubled += times - 1;
          tally.error("twice in the store");
        }
      }
      if (skipped) {
        tally.reordered++;
        tally.error("numbers skipped in the store");
      }
    }

    @Override
    public void failed(String why) {
      if (finished.future().isComplete()) {
        return;
      }
      if (tries++ < MOST_TRIES) {
        page(after);
      } else {
        tally.unread++;
        tally.error("cannot be read back: " + why);
        next();
      }
    }
  }
}
