package io.levee.channel.wire;

/** Why a socket is closed: codes of the wire contract. */
public final class CloseCode {
  /** Not JSON, not text, no hello: what came cannot be read. */
  public static final int BAD_FRAME = 4400;

  /** The token does not hold. */
  public static final int AUTH = 4401;

  /** Opened by a page of an origin that is not listed. */
  public static final int ORIGIN = 4403;

  /** No hello in time. */
  public static final int NO_HELLO = 4408;

  /** A frame, or a message of several, is too long. */
  public static final int TOO_LARGE = 4413;

  /** Reads too slowly, or there is too much to do: come back later. */
  public static final int OVERLOADED = 1013;

  /** This node goes; reconnect elsewhere. */
  public static final int DRAINING = 1012;

  private CloseCode() {}
}
