package io.levee.eval;

import io.levee.understanding.MatcherFactory.Progress;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/** Says on a stream how far the work is, about once a second. Thread-safe. */
public final class Steps {
  private static final long EVERY_NANOS = 1_000_000_000L;

  private final PrintStream err;
  private final boolean rewrites;
  private final LongSupplier nanoTime;

  /**
   * @param err where to, usually standard error
   * @param rewrites whether it is a terminal, where one line is written over and over
   */
  public Steps(PrintStream err, boolean rewrites, LongSupplier nanoTime) {
    this.err = err;
    this.rewrites = rewrites;
    this.nanoTime = nanoTime;
  }

  /** One piece of work. */
  public Progress of(String what) {
    return new Progress() {
      private long last = nanoTime.getAsLong();

      @Override
      public synchronized void at(int done, int total) {
        long now = nanoTime.getAsLong();
        boolean finished = done == total;
        if (now - last >= EVERY_NANOS || (finished && rewrites)) {
          last = now;
          err.print((rewrites ? "\r" : "") + what + " " + done + " of " + total);
          err.print(rewrites && !finished ? "" : System.lineSeparator());
          err.flush();
        }
      }
    };
  }
}
