package io.levee.turn;

import io.levee.admission.Verdict;
import io.levee.channel.Outcome;
import io.levee.conversation.Inbound;
import io.levee.session.LaneFull;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said of a message that is not taken: when to send it again. */
final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private Refusals() {}

  static Outcome.Busy busy(Verdict.Refused no) {
    return new Outcome.Busy(no.reason().tag(), no.reason().serverBusy(), no.retryAfter());
  }

  /**
   * @param retryAfter of a fault that nobody foresaw
   */
  static Outcome.Busy broken(Inbound in, Throwable why, Duration retryAfter) {
    if (why instanceof LaneFull) {
      return new Outcome.Busy("lane-full", false, Duration.ofMillis(500));
    }
    if (why instanceof TooContended) {
      return new Outcome.Busy("contended", true, Duration.ofMillis(200));
    }
    log.atError()
        .addKeyValue("message", in.messageId())
        .addKeyValue("correlation", in.correlationId())
        .setCause(why)
        .log("A turn broke off; the message was not taken");
    return new Outcome.Busy("fault", true, retryAfter);
  }
}
