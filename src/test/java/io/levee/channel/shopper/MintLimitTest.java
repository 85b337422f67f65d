package io.levee.channel.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MintLimitTest {
  private long now = Long.MAX_VALUE - 5; // nanoTime may overflow; so may the test
  private final MintLimit limit = new MintLimit(100, () -> now);

  @Test
  void grantsAMinutesWorthAtOnceThenSaysHowLongToWait() {
    for (int i = 0; i < 6; i++) {
      assertThat(limit.take("demo", "10.0.0.1", 6)).isZero();
    }
    assertThat(limit.take("demo", "10.0.0.1", 6)).isEqualTo(Duration.ofSeconds(10));
    assertThat(limit.take("demo", "10.0.0.2", 6)).isZero();
    assertThat(limit.take("other", "10.0.0.1", 6)).isZero();
    now += Duration.ofSeconds(10).toNanos();
    assertThat(limit.take("demo", "10.0.0.1", 6)).isZero();
    assertThat(limit.take("demo", "10.0.0.1", 6)).isPositive();
  }

  @Test
  void forgivesWithTime() {
    for (int i = 0; i < 10; i++) {
      limit.take("demo", "10.0.0.1", 6);
    }
    now += Duration.ofHours(1).toNanos();
    for (int i = 0; i < 6; i++) {
      assertThat(limit.take("demo", "10.0.0.1", 6)).isZero();
    }
    assertThat(limit.take("demo", "10.0.0.1", 6)).isPositive();
  }
}
