package io.levee.conversation;

import java.util.Locale;

/** Who said it. */
public enum Sender {
  CUSTOMER,
  BOT,
  AGENT,
  SYSTEM;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** The name on the wire and in the journal: {@code customer}, {@code bot}, … */
  public String wire() {
    return wire;
  }

  /**
   * @return the sender of that wire name
   * @throws IllegalArgumentException if there is none
   */
  public static Sender ofWire(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
