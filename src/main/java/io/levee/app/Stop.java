package io.levee.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits for SIGTERM or SIGINT; the second one ends the process on the spot. */
final class Stop {
  private static final int KILLED = 130;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicBoolean once = new AtomicBoolean();

  private Stop() {}

  static Stop onSignals() {
    Stop stop = new Stop();
    Signals.on("TERM", stop::signal);
    Signals.on("INT", stop::signal);
    return stop;
  }

  void await() throws InterruptedException {
    asked.await();
  }

  private void signal() {
    if (once.getAndSet(true)) {
      Runtime.getRuntime().halt(KILLED);
    }
    asked.countDown();
  }
}
