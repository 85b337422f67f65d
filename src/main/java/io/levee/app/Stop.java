package io.levee.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits for SIGTERM or SIGINT; the second one ends the process on the spot. */
final class Stop {
  private final Promise<Void> asked = Promise.promise();
  private final AtomicBoolean once = new AtomicBoolean();

  private Stop() {}

  static Stop onSignals() {
    Stop stop = new Stop();
    Signals.on("TERM", stop::signal);
    Signals.on("INT", stop::signal);
    return stop;
  }

  void await() {
    asked.future().await();
  }

  /** Completes at the first signal; never fails. */
  Future<Void> asked() {
    return asked.future();
  }

  /** Waits until the work is done or it shall stop. @return whether it shall go on */
  boolean orUntil(Future<Void> work) {
    Future.any(asked.future(), work).await();
    return !asked.future().isComplete();
  }

  private void signal() {
    if (once.getAndSet(true)) {
      Runtime.getRuntime().halt(ExitCode.STOPPED);
    }
    asked.complete();
  }
}
