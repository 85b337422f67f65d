package io.levee.knowledge;

import java.util.Locale;

/** What an entry does besides answering. */
public enum Action {
  /** Hands the conversation over to a person. */
  HANDOFF,
  /** Opens a ticket: somebody gets back, the shopper need not wait. */
  TICKET,
  /** Takes the shopper out of the queue for a person. */
  LEAVE,
  /** Ends the conversation. */
  CLOSE,
  /** Looks up where an order is; the answer is said where no shop can be asked. */
  TRACK,
  /** Asks the shop to take goods back; the answer is said where no shop can be asked. */
  RETURN;

  private final String tag = name().toLowerCase(Locale.ROOT);

  /** The name in knowledge files. */
  public String tag() {
    return tag;
  }

  /** Whether it is a job that the bot does by itself, in the shop's back end. */
  public boolean selfService() {
    return this == TRACK || this == RETURN;
  }
}
