package io.levee.conversation;

import java.util.Locale;

/** In whose hands a conversation is. */
public enum HandledBy {
  /** The bot answers. */
  BOT,
  /** The shopper waits for a person; the bot still answers what it is sure of. */
  QUEUE,
  /** A person has it; the bot is silent. */
  HUMAN,
  /** No person was to be had; a ticket promises that one gets back. The bot answers meanwhile. */
  TICKET;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** The name on the wire: {@code bot}, {@code queue}, {@code human}, {@code ticket}. */
  public String wire() {
    return wire;
  }
}
