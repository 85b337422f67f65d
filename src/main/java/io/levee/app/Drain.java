package io.levee.app;

import io.levee.ops.DrainConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way down: not ready first, then nothing new, then the rest in time. */
final class Drain {
  private static final Logger log = LoggerFactory.getLogger(Drain.class);

  private Drain() {}

  /** Blocks until the gateway is drained, or {@code drain.timeout} has passed. Never fails. */
  static void run(GatewayStart.Running running, DrainConfig config) throws InterruptedException {
    log.atInfo()
        .addKeyValue("timeoutSeconds", config.timeout().toSeconds())
        .log("draining; a second signal stops at once");
    Thread.sleep(config.notice());
    long from = System.nanoTime();
    try {
      running.drain().await(config.timeout().toMillis() + 1, TimeUnit.MILLISECONDS);
      log.atInfo()
          .addKeyValue("millis", Duration.ofNanos(System.nanoTime() - from).toMillis())
          .log("drained");
    } catch (TimeoutException e) {
      log.atWarn().log("not drained in time; what is left is done after the next start");
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("could not drain; what is left is done after the next start");
    }
  }
}
