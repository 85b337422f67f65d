package io.levee.turn;

import io.levee.channel.Outcome;
import io.levee.channel.Road.Until;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the channel is told of one message, once, as soon as it wants to hear it. */
final class Told {
  private static final Logger log = LoggerFactory.getLogger(Told.class);

  private final Promise<Outcome> promise = Promise.promise();
  private final Until until;

  private final long since = System.nanoTime();

  Told(Until until) {
    this.until = until;
  }

  /** Whether the channel wants to hear of it as soon as it is on disk. */
  boolean onceStored() {
    return until == Until.STORED;
  }

  /** How much is left of that time since the message came, in milliseconds, 1 or more. */
  long left(Duration time) {
    return Math.max(1, time.minusNanos(System.nanoTime() - since).toMillis());
  }

  Future<Outcome> future() {
    return promise.future();
  }

  /** It is on disk and its answer is still to come. @return whether the channel waits for that */
  boolean stored(Outcome.Accepted pending) {
    return until == Until.ANSWERED ? !promise.future().isComplete() : !complete(pending);
  }

  /** This is what became of it, unless that was told before. */
  Future<Void> tell(Outcome outcome) {
    complete(outcome);
    return Future.succeededFuture();
  }

  /** The channel may hear of it right here; its faults are not the turn's. */
  private boolean complete(Outcome outcome) {
    try {
      return promise.tryComplete(outcome);
    } catch (RuntimeException fault) {
      log.atError().setCause(fault).log("A channel could not take what became of a message");
      return true;
    }
  }
}
