package io.levee.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BacklogTest {
  private static final long WORK = TimeUnit.MILLISECONDS.toNanos(10);

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final AtomicLong now = new AtomicLong(1);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void countsWhatTheLoopDoesUntilItReads() {
    Backlog backlog = onLoop(() -> new Backlog(vertx, now::get));
    // Nothing is seen before it listens, and the loop reads nothing while it works.
    await().until(() -> onLoop(() -> afterWork(backlog)) >= WORK);

    await().until(() -> !onLoop(() -> grows(backlog)));
    assertThat(onLoop(backlog::nanos)).as("once it is read").isGreaterThanOrEqualTo(WORK);
  }

  @Test
  void oneThatDoesNotArriveIsNoDelay() {
    Backlog backlog = onLoop(() -> new Backlog(vertx, now::get));
    await().until(() -> onLoop(() -> afterWork(backlog)) >= WORK);
    await().until(() -> !onLoop(() -> grows(backlog)));

    long whileNothingIsRead =
        onLoop(
            () -> {
              for (int tick = 0; tick < 20; tick++) {
                afterWork(backlog);
              }
              return backlog.nanos();
            });

    assertThat(whileNothingIsRead).isZero();
    await().untilAsserted(() -> assertThat(onLoop(backlog::nanos)).isEqualTo(20 * WORK));
  }

  private long afterWork(Backlog backlog) {
    backlog.send();
    now.addAndGet(WORK);
    return backlog.nanos();
  }

  private boolean grows(Backlog backlog) {
    long before = backlog.nanos();
    now.incrementAndGet();
    return backlog.nanos() > before;
  }

  private <T> T onLoop(Supplier<T> work) {
    return Future.<T>future(told -> loop.runOnContext(go -> told.complete(work.get()))).await();
  }
}
