package io.levee.replay.load;

import io.levee.replay.Target;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A shopper with a live socket: reconnects with full jitter and sends again what was not
 * acknowledged, as the widget does, and checks every number that comes in.
 */
final class SocketShopper extends Shopper implements SocketLine.Listener {
  private static final byte[] GOODBYE = Frames.text("{\"type\":\"close\"}");
  private static final int MOST_BACKOFF = 5;
  private static final double MOST_BACKOFF_SECONDS = 10;
  private static final long LOOK_NANOS = 50_000_000;

  /** Unresolved, or with acknowledgements still due; few, and in the order they were said. */
  private final List<Sent> pending = new ArrayList<>(2);

  private final Ledger ledger = new Ledger();
  private SocketLine line;
  private Receipts.Receipt receipt;
  private boolean ready;
  private boolean arrived;
  private boolean human;
  private boolean leaving;
  private int askedAfter;
  private int tries;
  private long connectingSince;
  private double comeBackWithin;

  SocketShopper(Stage stage, int index, Target target, boolean vip, boolean slow) {
    super(stage, index, target, vip, slow);
  }

  boolean isReady() {
    return ready;
  }

  // ---- Coming and going

  void connect() {
    if (stage.told().over() || leaving) {
      return;
    }
    connectingSince = stage.now();
    stage
        .dial()
        .connect(target, slow)
        .onFailure(why -> closed(0, "cannot connect: " + why.getMessage()))
        .onSuccess(
            socket -> {
              String host = target.url().getHost() + ":" + target.port();
              line = new SocketLine(socket, host, "/v1/socket", this);
            });
  }

  @Override
  public void opened() {
    askedAfter = ledger.after();
    line.write(
        Frames.text(
            "{\"type\":\"hello\",\"token\":\"" + token() + "\",\"after\":" + askedAfter + "}"));
  }

  /** Loses its connection without a word, and comes back spread over so many seconds. */
  void drop(double within) {
    if (ready) {
      comeBackWithin = within;
      line.drop();
    }
  }

  @Override
  public void closed(int code, String why) {
    if (ready) {
      stage.tally().live--;
    }
    ready = false;
    if (leaving || stage.told().over()) {
      return;
    }
    boolean wanted = comeBackWithin > 0;
    if (!wanted) {
      stage.tally().disconnects++;
      stage
          .tally()
          .error(code == 0 ? why : "socket closed: " + code + (code == 1006 ? "" : " " + why));
    }
    pending.removeIf(message -> message.answered);
    pending.forEach(message -> message.acksDue = 0);
    boolean refused = code >= 4400 && code < 4500;
    tries += wanted ? 0 : 1;
    if (!arrived && (refused || tries > MOST_BACKOFF)) {
      leaving = true;
      stage.told().arrived(false, why);
      return;
    }
    double within =
        wanted
            ? comeBackWithin
            : Math.min(
                MOST_BACKOFF_SECONDS,
                stage.waits().backoff() * (1 << Math.min(tries - 1, MOST_BACKOFF)));
    comeBackWithin = 0;
    stage.timers().at(stage.now() + stage.jitter(within), this::connect);
  }

  private void welcomed(Scan scan) {
    long now = stage.now();
    stage.tally().live++;
    if (arrived) {
      stage.tally().reconnected(now - connectingSince);
    }
    tries = 0;
    ready = true;
    human = scan.human;
    if (scan.hasConversation) {
      // Past the end, or when ours has ended: everything from 1.
      int after = askedAfter <= scan.seq ? askedAfter : 0;
      if (ledger.is(scan.conversationHigh, scan.conversationLow)) {
        ledger.resume(after);
      } else {
        turnTo(scan.conversationHigh, scan.conversationLow, after);
      }
    }
    if (!arrived) {
      arrived = true;
      stage.told().arrived(true, "");
      if (slow) {
        lookAway();
      }
    }
    for (Sent message : pending) {
      if (!message.acked) {
        write(message);
      }
    }
  }

  private void turnTo(long high, long low, int after) {
    ledger.turnTo(high, low, after);
    receipt = stage.receipts().begin(high, low, target, token());
  }

  private void lookAway() {
    if (leaving || stage.told().over()) {
      return;
    }
    if (ready) {
      line.pause();
    }
    long every = (long) (stage.scenario().faults().readEvery() * 1e9);
    stage.timers().at(stage.now() + every, this::look);
  }

  private void look() {
    if (ready) {
      line.resume();
    }
    stage.timers().at(stage.now() + LOOK_NANOS, this::lookAway);
  }

  // ---- Saying

  @Override
  void say(Sent message) {
    pending.add(message);
    if (ready) {
      write(message);
      if (stage.scenario().faults().duplicates() > 0
          && stage.random().nextDouble() < stage.scenario().faults().duplicates()) {
        message.repeatDue = true;
        stage.timers().at(stage.now() + stage.jitter(0.3), () -> again(message));
      }
    }
  }

  private void write(Sent message) {
    message.acksDue++;
    line.write(stage.frames().message(message.number, message.text));
  }

  private void again(Sent message) {
    message.repeatDue = false;
    if (ready && pending.contains(message)) {
      stage.tally().duplicates++;
      write(message);
    }
    tidy();
  }

  private void retry(Sent message) {
    if (ready && !message.acked && message.acksDue == 0 && pending.contains(message)) {
      write(message);
    }
  }

  /** The conversation is over for this shopper. */
  void over(boolean asAnother) {
    boolean quiet = pending.stream().allMatch(Sent::done);
    if (asAnother && quiet) {
      becomeAnother();
      ledger.clear();
      pending.clear();
      receipt = null;
      comeBackWithin = 0.001;
      line.drop();
    } else if (quiet && ready && !human && stage.scenario().talk().closes()) {
      line.write(GOODBYE);
    }
  }

  // ---- Hearing

  @Override
  public void frame(byte[] bytes, int from, int to) {
    Scan scan = stage.scan();
    if (stage.told().over()) {
      return;
    }
    if (!scan.read(bytes, from, to)) {
      stage.tally().error("frame that is no JSON object");
      return;
    }
    switch (scan.type) {
      case ACK -> ack(scan);
      case MESSAGE -> message(scan);
      case BUSY -> busy(find(scan.message), scan.retryAfterMillis * 1_000_000L, "busy");
      case WELCOME -> welcomed(scan);
      case JOINED -> {
        enter(scan);
        human = true;
        stage.tally().toPeople++;
        pending.stream().filter(m -> m.acked && !m.answered).toList().forEach(this::answered);
        tidy();
      }
      case LEFT -> {
        enter(scan);
        human = false;
      }
      case ERROR -> error(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      case OTHER -> {}
    }
  }

  private Sent find(long number) {
    for (Sent message : pending) {
      if (message.number == number) {
        return message;
      }
    }
    return null;
  }

  private Ledger.Entry enter(Scan scan) {
    if (scan.hasConversation && !ledger.is(scan.conversationHigh, scan.conversationLow)) {
      stage.tally().missing += ledger.missing();
      ledger.clear();
      turnTo(scan.conversationHigh, scan.conversationLow, 0);
    }
    return ledger.enter(scan.seq);
  }

  private void ack(Scan scan) {
    Sent message = find(scan.message);
    if (message == null) {
      stage.tally().doubled++;
      stage.tally().error("an acknowledgement that nobody waits for");
      return;
    }
    if (message.acksDue == 0) {
      stage.tally().doubled++;
      stage.tally().error("acknowledged twice");
    } else {
      message.acksDue--;
    }
    if (message.acked) {
      if (scan.seq != message.seq || !scan.duplicate) {
        stage.tally().doubled++;
        stage.tally().error("taken twice");
      }
    } else {
      if (enter(scan) == Ledger.Entry.LATE) {
        stage.tally().reordered++;
      }
      taken(message, scan.seq);
    }
    tidy();
  }

  private void taken(Sent message, int seq) {
    message.acked = true;
    message.seq = seq;
    stage.tally().acked(this, message, stage.now());
    if (receipt != null) {
      receipt.add(message.number);
    }
    if (human) {
      answered(message);
    }
  }

  private void message(Scan scan) {
    Ledger.Entry entry = enter(scan);
    if (entry == Ledger.Entry.AGAIN) {
      stage.tally().doubled++;
      stage.tally().error("a number that had been there before");
      return;
    }
    if (entry == Ledger.Entry.LATE) {
      stage.tally().reordered++;
      stage.tally().error("a number that came after a later one");
    }
    stage.tally().degraded += scan.degraded ? 1 : 0;
    if (scan.from == 'c') {
      // After a reconnect: what was stored before the acknowledgement could be heard.
      Sent own = find(scan.message);
      if (own != null && !own.acked) {
        taken(own, scan.seq);
      }
    } else if (scan.from == 'b') {
      for (Sent message : pending) {
        if (message.acked && !message.answered && message.seq < scan.seq) {
          answered(message);
          break;
        }
      }
    }
    if (scan.closedEvent) {
      ledger.closed();
      human = false;
    }
    tidy();
  }

  private void answered(Sent message) {
    stage.answered(this, message, stage.now());
  }

  private void tidy() {
    for (Iterator<Sent> each = pending.iterator(); each.hasNext(); ) {
      Sent message = each.next();
      if (message.done()) {
        each.remove();
      }
    }
  }

  private void busy(Sent message, long retryAfterNanos, String why) {
    if (message == null) {
      stage.tally().error("busy for a message that nobody sent");
      return;
    }
    message.acksDue = Math.max(0, message.acksDue - 1);
    if (message.acked || message.acksDue > 0) {
      tidy();
    } else if (message.tries++ < stage.scenario().faults().retries()) {
      stage.tally().retries++;
      stage.timers().at(stage.now() + retryAfterNanos + stage.jitter(0.2), () -> retry(message));
    } else {
      pending.remove(message);
      stage.shed(this, message, why, retryAfterNanos);
    }
  }

  private void error(String json) {
    JsonObject frame;
    try {
      frame = new JsonObject(json);
    } catch (DecodeException e) {
      stage.tally().error("frame that is no JSON object");
      return;
    }
    JsonObject problem = frame.getJsonObject("problem", new JsonObject());
    int status = problem.getInteger("status", 0);
    String kind = status + " " + problem.getString("type", "");
    String id = frame.getString("messageId", "");
    Sent message = id.matches("m\\d{1,18}") ? find(Long.parseLong(id.substring(1))) : null;
    if (message == null) {
      stage.tally().error("socket: " + kind);
    } else if (status == 429 || status == 503) {
      busy(message, 500_000_000L, kind);
    } else {
      pending.remove(message);
      if (!message.answered) {
        stage.failed(this, message, "socket: " + kind);
      }
    }
  }

  // ---- The end

  @Override
  void unresolved(Consumer<Sent> each) {
    pending.stream().filter(message -> !message.answered).forEach(each);
  }

  @Override
  int missing() {
    return ledger.missing();
  }

  @Override
  void leave() {
    leaving = true;
    if (line != null) {
      line.drop();
    }
  }
}
