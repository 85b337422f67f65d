package io.levee.channel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AllowanceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void givesFiveSecondsWorthAtOnceAndThenAsManyASecond() {
    Allowance allowance = new Allowance(0);

    assertThat(taken(allowance, 0, 200)).isEqualTo(50);
    assertThat(taken(allowance, SECOND, 200)).isEqualTo(10);
    assertThat(taken(allowance, SECOND, 200)).isZero();
    assertThat(taken(allowance, 3_600 * SECOND, 200)).as("no more than five seconds").isEqualTo(50);
  }

  private static long taken(Allowance allowance, long now, int asked) {
    return IntStream.range(0, asked).filter(i -> allowance.take(now, 10)).count();
  }
}
