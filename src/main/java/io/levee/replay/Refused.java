package io.levee.replay;

/** The gateway will not take it, however often it is sent. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refused(String why) {
    super(why, null, false, false);
  }
}
