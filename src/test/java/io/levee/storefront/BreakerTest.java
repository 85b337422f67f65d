package io.levee.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BreakerTest {
  private final ShopConfig config =
      Configs.shop("http://shop", Duration.ofSeconds(2), Duration.ofSeconds(4), 8, 64, 3, 4);
  private long now = Long.MAX_VALUE - 5;
  private final Breaker breaker = new Breaker(() -> config, () -> now);

  @Test
  void opensWhenTooManyOfTheLastCallsFailed() {
    calls(true, false, true, false, true);
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    calls(true);
    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    assertThat(breaker.enter()).isEmpty();
  }

  @Test
  void letsOneCallTryAfterThePauseAndClosesWhenItSucceeds() {
    calls(true, true, true);
    now += TimeUnit.SECONDS.toNanos(5);
    OptionalLong probe = breaker.enter();
    assertThat(probe).isPresent();
    assertThat(breaker.enter()).isEmpty();
    breaker.done(probe.getAsLong(), false);
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    calls(true, true);
    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void staysOpenForAnotherPauseWhenTheTryFails() {
    calls(true, true, true);
    now += TimeUnit.SECONDS.toNanos(5);
    calls(true);
    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    assertThat(breaker.enter()).isEmpty();
    now += TimeUnit.SECONDS.toNanos(5);
    assertThat(breaker.enter()).isPresent();
  }

  @Test
  void lateNewsOfCallsBegunBeforeItOpenedChangesNothing() {
    long old = breaker.enter().getAsLong();
    calls(true, true, true);
    now += TimeUnit.SECONDS.toNanos(5);
    long probe = breaker.enter().getAsLong();
    breaker.done(old, false);
    assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
    breaker.done(probe, true);
    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
  }

  private void calls(boolean... failed) {
    for (boolean each : failed) {
      breaker.done(breaker.enter().getAsLong(), each);
    }
  }
}
