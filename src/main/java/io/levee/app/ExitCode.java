package io.levee.app;

/** What a command exits with; 2, wrong usage, is picocli's own. */
final class ExitCode {
  static final int OK = 0;
  static final int FAILURE = 1;

  /** EX_CONFIG of sysexits(3). */
  static final int CONFIG = 78;

  /** A load test's figures are about the load tester itself. */
  static final int INVALID = 98;

  /** A load test did not keep to a threshold. */
  static final int BREACH = 99;

  /** Ended by a signal, as shells have it of SIGINT. */
  static final int STOPPED = 130;

  private ExitCode() {}
}
