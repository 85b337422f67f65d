package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class WarmUpTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger rehearsals = new AtomicInteger();
  private final CountDownLatch underWay = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  private int endless(long until) throws InterruptedException {
    rehearsals.incrementAndGet();
    underWay.countDown();
    never.await();
    return 0;
  }

  @Test
  void isOverOnceItWasRehearsedAndTellsHowLongThatTook() {
    WarmUp warmUp =
        new WarmUp(
            until -> {
              assertThat(until - System.nanoTime()).isBetween(1L, LONG.toNanos());
              return rehearsals.incrementAndGet();
            },
            meters);

    warmUp.start(LONG).await();

    assertThat(rehearsals).hasValue(1);
    assertThat(meters.get("levee.ops.warmup").timeGauge().value(TimeUnit.NANOSECONDS)).isPositive();
  }

  @Test
  void ofNoTimeItIsLeftOut() {
    assertThat(new WarmUp(this::endless, meters).start(Duration.ZERO).succeeded()).isTrue();
    assertThat(rehearsals).hasValue(0);
    assertThat(meters.get("levee.ops.warmup").timeGauge().value()).isZero();
  }

  @Test
  void whatBreaksDoesNotKeepTheGatewayFromBeingReady() {
    WarmUp warmUp =
        new WarmUp(
            until -> {
              throw new IllegalStateException("no free port");
            },
            meters);
    assertThat(warmUp.start(LONG).transform(end -> Future.succeededFuture(end.succeeded())).await())
        .isTrue();
  }

  @Test
  void endsAtOnceWhenTheGatewayStops() throws Exception {
    WarmUp warmUp = new WarmUp(this::endless, meters);
    Future<Void> over = warmUp.start(LONG);
    underWay.await();
    assertThat(over.isComplete()).isFalse();

    warmUp.stop().await();

    assertThat(over.succeeded()).isTrue();
  }

  @Test
  void afterTheGatewayStoppedItDoesNotBegin() {
    WarmUp warmUp = new WarmUp(this::endless, meters);
    warmUp.stop().await();
    warmUp.start(LONG).await();
    assertThat(rehearsals).hasValue(0);
  }
}
