package io.levee.conversation;

import java.util.Locale;

/** What a stored message is. */
public enum Kind {
  /** Words, with options and attachments perhaps. */
  TEXT,
  /** The conversation was put into the queue for a person. */
  QUEUED,
  /** A person took it. */
  JOINED,
  /** The person left it. */
  LEFT,
  /** A ticket was opened, since no person was to be had. */
  TICKET,
  /** The shopper rated it. */
  RATED,
  /** It ended. */
  CLOSED;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** The name in the history's {@code type} and in the journal. */
  public String wire() {
    return wire;
  }

  /**
   * @return the kind of that wire name
   * @throws IllegalArgumentException if there is none
   */
  public static Kind ofWire(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
