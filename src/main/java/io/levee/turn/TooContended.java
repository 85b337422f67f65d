package io.levee.turn;

/** Other gateways were first again and again. */
final class TooContended extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooContended() {
    super("other gateways were first again and again", null, false, false);
  }
}
