package io.levee.session;

/** Too many messages of one customer wait already. */
public final class LaneFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LaneFull(int depth) {
    super("more than " + depth + " messages of this customer wait", null, false, false);
  }
}
