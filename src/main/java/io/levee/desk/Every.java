package io.levee.desk;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Does something on the desk's context, again and again, with a pause that may change meanwhile.
 */
final class Every {
  private final Vertx vertx;
  private final Home home;
  private final Supplier<Duration> pause;
  private final Runnable work;
  private long timer = -1;
  private boolean stopped;

  Every(Vertx vertx, Home home, Supplier<Duration> pause, Runnable work) {
    this.vertx = vertx;
    this.home = home;
    this.pause = pause;
    this.work = work;
  }

  /** Begins with a pause. On the context. */
  void start() {
    timer = vertx.setTimer(pause.get().toMillis(), id -> home.run(this::round));
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void round() {
    if (!stopped) {
      work.run();
      start();
    }
  }
}
