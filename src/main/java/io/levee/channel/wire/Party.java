package io.levee.channel.wire;

import java.util.Locale;

/** Who is at the other end of a socket. */
public enum Party {
  SHOPPER,
  AGENT;

  private final String tag = name().toLowerCase(Locale.ROOT);

  /** The value of the {@code party} tag of metrics. */
  public String tag() {
    return tag;
  }
}
