package io.levee.turn;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Language;
import io.levee.dialogue.TicketNumber;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue was not full when the shopper was told to wait, and is full now: they get a ticket,
 * never an error and never silence.
 */
final class Overflow {
  private static final Logger log = LoggerFactory.getLogger(Overflow.class);

  private final Clock clock;
  private final Promise promise;
  private Appender appender;

  /** What to say of a ticket, with its promise. */
  interface Promise {
    String words(Language language, String ticket, Instant now);
  }

  Overflow(Clock clock, Promise promise) {
    this.clock = clock;
    this.promise = promise;
  }

  /** The appender carries effects too, so it is there only after this. */
  void through(Appender appender) {
    this.appender = appender;
  }

  /** Returns at once: the ticket is written on the lane, which the caller may hold. */
  void queueIsFull(Customer customer, ConversationId conversation) {
    appender
        .append(
            customer,
            conversation,
            session -> {
              String number = TicketNumber.of(conversation, session.lastSeq() + 1);
              Instant now = clock.instant();
              String words = promise.words(session.talk().language(), number, now);
              return Closing.ticket(session, number, words, now);
            })
        .onFailure(
            lost ->
                log.atWarn()
                    .addKeyValue("conversation", conversation)
                    .addKeyValue("cause", lost.getMessage())
                    .log("The queue was full and the ticket could not be written yet"));
  }
}
