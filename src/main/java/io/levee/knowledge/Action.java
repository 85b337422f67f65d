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
  CLOSE;

  private final String tag = name().toLowerCase(Locale.ROOT);

  /** The name in knowledge files. */
  public String tag() {
    return tag;
  }
}
