package io.levee.replay.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
  private final long until;

  Verification(
      Tally tally,
      Function<Receipts.Receipt, HttpLines> lines,
      List<Receipts.Receipt> receipts,
      long until) {
    this.tally = tally;
    this.lines = lines;
    this.rest = receipts.iterator();
    this.until = until;
  }

  /**
   * @return completes once all are compared, or time is up; never fails
   */
  Future<Void> run() {
    List<Future<Void>> readers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      Promise<Void> done = Promise.promise();
      next(done);
      readers.add(done.future());
    }
    return Future.join(readers).mapEmpty();
  }

  private void next(Promise<Void> done) {
    if (!rest.hasNext() || System.nanoTime() - until > 0) {
      done.complete();
      return;
    }
    new Reading(rest.next(), done).page(0);
  }

  private final class Reading implements HttpLine.Answer {
    private final Receipts.Receipt receipt;
    private final Promise<Void> done;
    private final Map<String, Integer> found = new HashMap<>();
    private int after;
    private int tries;
    private boolean skipped;

    Reading(Receipts.Receipt receipt, Promise<Void> done) {
      this.receipt = receipt;
      this.done = done;
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
        next(done);
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
      if (tries++ < MOST_TRIES) {
        page(after);
      } else {
        tally.error("cannot be read back: " + why);
        next(done);
      }
    }
  }
}
