package io.levee.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway that has just started is slow: its classes are not loaded and nothing is compiled. So
 * it rehearses before it says that it is ready, for a time that is bounded, and gets ready all the
 * same when that fails.
 */
final class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  /** What is done meanwhile. */
  @FunctionalInterface
  interface Rehearsal {
    /**
     * Blocks until enough was rehearsed or that time has come, and leaves nothing behind.
     *
     * @param nanoTime as of {@link System#nanoTime}
     * @return how many answers were given
     */
    int until(long nanoTime) throws InterruptedException;
  }

  private final Rehearsal rehearsal;
  private final Promise<Void> over = Promise.promise();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile Thread thread;
  private volatile long tookNanos;

  WarmUp(Rehearsal rehearsal, MeterRegistry meters) {
    this.rehearsal = rehearsal;
    TimeGauge.builder("levee.ops.warmup", () -> tookNanos, TimeUnit.NANOSECONDS)
        .description("How long the gateway rehearsed before it was ready; 0: not at all")
        .strongReference(true)
        .register(meters);
  }

  /**
   * Begins, once.
   *
   * @param most how long at most; zero: not at all
   * @return completes when it is over; never fails
   */
  Future<Void> start(Duration most) {
    if (!begun.getAndSet(true)) {
      if (most.isZero()) {
        over.complete();
      } else {
        thread = new Thread(() -> rehearse(most), "levee-warm-up");
        thread.setDaemon(true);
        thread.start();
      }
    }
    return over.future();
  }

  /**
   * Ends it, should it be under way.
   *
   * @return completes when nothing of it is left; never fails
   */
  Future<Void> stop() {
    if (!begun.getAndSet(true)) {
      over.complete();
    }
    if (thread != null) {
      thread.interrupt();
    }
    return over.future();
  }

  private void rehearse(Duration most) {
    long from = System.nanoTime();
    log.atInfo()
        .addKeyValue("mostMillis", most.toMillis())
        .log("The warm-up begins: the gateway listens, and is ready when it is warm");
    try {
      int answers = rehearsal.until(from + most.toNanos());
      log.atInfo().addKeyValue("millis", millis(from)).addKeyValue("answers", answers).log("warm");
    } catch (InterruptedException stopped) {
      log.atInfo().addKeyValue("millis", millis(from)).log("Stopped while warming up");
    } catch (Exception broken) {
      log.atWarn()
          .setCause(broken)
          .log("The gateway could not warm up; it works, and its first answers may be slow");
    } finally {
      tookNanos = System.nanoTime() - from;
      over.complete();
    }
  }

  private static long millis(long from) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
  }
}
