package io.levee.channel.shopper;

import io.levee.channel.Outcome;
import io.levee.channel.Road;
import io.levee.channel.wire.ChannelMetrics;
import io.levee.channel.wire.Line;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * What a socket reads, conversation after conversation: tells one to its end before it begins with
 * the next, and fetches from the journal what nobody told it, one page at a time and only when
 * there is room to write. Confined to the socket's event loop.
 */
final class Reader {
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int MOST_LATER = 16;

  /** Where it goes. */
  interface Out extends Delivery.Out {
    /** What was missing has come from the journal, and as much was told as can be now. */
    void caughtUp();
  }

  private final Line line;
  private final Road road;
  private final ChannelMetrics metrics;
  private final Out out;
  private final Predicate<Message> waits;
  private final IntSupplier page;
  private final Deque<Delivery> later = new ArrayDeque<>();
  private Delivery current;
  private boolean reading;
  private boolean waiting;
  private long retryAt;
  private volatile ConversationId conversation;

  Reader(
      Line line,
      Road road,
      ChannelMetrics metrics,
      Out out,
      Predicate<Message> waits,
      IntSupplier page) {
    this.line = line;
    this.road = road;
    this.metrics = metrics;
    this.out = out;
    this.waits = waits;
    this.page = page;
  }

  /** The conversation that is read now, or null. From any thread. */
  ConversationId conversation() {
    return conversation;
  }

  /** The conversation that messages go to: the newest known; null when there is none. */
  ConversationId newest() {
    return later.isEmpty() ? conversation : later.getLast().conversation();
  }

  int acksDue() {
    int due = current == null ? 0 : current.acksDue();
    for (Delivery one : later) {
      due += one.acksDue();
    }
    return due;
  }

  /** Reads that conversation after what is read now. False when that is too much. */
  boolean follow(ConversationId next, int after) {
    Delivery delivery = new Delivery(next, after);
    if (current == null) {
      current = delivery;
      conversation = next;
      return true;
    }
    if (later.size() >= MOST_LATER) {
      return false;
    }
    later.addLast(delivery);
    return true;
  }

  private Delivery of(ConversationId wanted) {
    if (current != null && current.conversation().equals(wanted)) {
      return current;
    }
    for (Delivery one : later) {
      if (one.conversation().equals(wanted)) {
        return one;
      }
    }
    return null;
  }

  /** What was stored in a conversation it follows; else it is ignored. */
  void stored(List<Message> messages) {
    Delivery delivery = of(messages.getFirst().conversation());
    if (delivery != null) {
      messages.forEach(delivery::offer);
      advance();
    }
  }

  void reaches(ConversationId which, int lastSeq) {
    Delivery delivery = of(which);
    if (delivery != null) {
      delivery.reaches(lastSeq);
      advance();
    }
  }

  void accepted(Outcome.Accepted accepted) {
    Delivery delivery = of(accepted.conversation());
    if (delivery == null) {
      // One that it does not follow: an answer to what was sent long ago.
      out.ack(accepted);
    } else {
      delivery.accepted(accepted, out);
    }
  }

  /** Goes on as far as it can. */
  void advance() {
    if (current == null || reading || line.isClosed()) {
      return;
    }
    boolean lacks = current.pump(waits, out);
    while (current.hasEnded() && !later.isEmpty()) {
      next();
      lacks = current.pump(waits, out);
    }
    boolean last = !later.isEmpty() && current.isLevel();
    if (!lacks && !last) {
      waiting = false;
      return;
    }
    if (waiting && line.now() - retryAt < 0) {
      line.watch();
    } else if (!out.isFull()) {
      read();
    }
  }

  private void read() {
    reading = true;
    waiting = false;
    metrics.journalRead();
    road.history(current.conversation(), current.delivered(), page.getAsInt())
        .onComplete(
            read -> {
              reading = false;
              if (read.failed()) {
                retry();
              } else if (!read.result().isEmpty()) {
                fill(read.result());
              } else if (later.isEmpty() || !current.isLevel()) {
                // It was said to reach further than the journal knows yet.
                retry();
              } else {
                next();
              }
              advance();
              out.caughtUp();
            });
  }

  private void next() {
    current = later.removeFirst();
    conversation = current.conversation();
  }

  private void fill(List<Message> messages) {
    current.fill(messages);
    if (messages.getFirst().seq() > current.delivered() + 1) {
      // The journal skips no number; whoever reads a stale copy of it shall read again, not spin.
      retry();
    }
  }

  private void retry() {
    waiting = true;
    retryAt = line.now() + RETRY_NANOS;
  }

  /**
   * @return whether it waits to read again
   */
  boolean tick() {
    advance();
    return waiting;
  }
}
