package io.levee.replay;

import java.time.Duration;

/** The gateway said: not now. */
final class TryAgain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Duration after;

  TryAgain(String why, Duration after) {
    super(why, null, false, false);
    this.after = after;
  }

  Duration after() {
    return after;
  }
}
