package io.levee.replay.load;

/** A load test could not begin. The message says why, and what to do. */
public final class CannotRun extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotRun(String why) {
    super(why, null, false, false);
  }
}
