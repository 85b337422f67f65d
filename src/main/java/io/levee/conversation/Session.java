package io.levee.conversation;

import java.util.Objects;

/**
 * Where a conversation stands: all that the next turn needs to know. Immutable; each turn makes the
 * next one, and the journal keeps it with the turn, so that it can always be rebuilt.
 *
 * @param lastSeq the number of the last stored message; 0 before the first
 * @param closed true once it ended; it takes no more messages
 * @param talk where the talk with the bot stands
 * @param handover where it stands with people
 */
public record Session(
    ConversationId id,
    Customer customer,
    int lastSeq,
    HandledBy handledBy,
    boolean closed,
    Talk talk,
    Handover handover) {
  public Session {
    Objects.requireNonNull(id);
    Objects.requireNonNull(customer);
    Objects.requireNonNull(handledBy);
    Objects.requireNonNull(talk);
    // What is kept of a conversation that nobody was asked to take has none.
    handover = handover == null ? Handover.NONE : handover;
  }

  /** A conversation of which nothing is stored yet. */
  public static Session start(ConversationId id, Customer customer, Language language) {
    return new Session(id, customer, 0, HandledBy.BOT, false, Talk.start(language), Handover.NONE);
  }

  /** The same after the message of that number. */
  public Session at(int seq) {
    return new Session(id, customer, seq, handledBy, closed, talk, handover);
  }

  /** The same with what is said of the customer's name and tier now; what is not said stays. */
  public Session of(Customer now) {
    if (now.name().equals(customer.name()) && now.tier().equals(customer.tier())) {
      return this;
    }
    Customer known =
        new Customer(
            customer.storefront(),
            customer.id(),
            now.name().isEmpty() ? customer.name() : now.name(),
            now.tier().isEmpty() ? customer.tier() : now.tier());
    return known.equals(customer)
        ? this
        : new Session(id, known, lastSeq, handledBy, closed, talk, handover);
  }

  public Session with(Talk next) {
    return new Session(id, customer, lastSeq, handledBy, closed, next, handover);
  }

  public Session with(HandledBy now, Handover next) {
    return new Session(id, customer, lastSeq, now, closed, talk, next);
  }

  public Session close() {
    return new Session(id, customer, lastSeq, handledBy, true, talk, handover);
  }
}
