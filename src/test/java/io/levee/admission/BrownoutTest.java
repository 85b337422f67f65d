package io.levee.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BrownoutTest {
  private static final Duration UP = Duration.ofSeconds(3);
  private static final Duration DOWN = Duration.ofSeconds(15);

  private long now = Long.MAX_VALUE - Duration.ofSeconds(4).toNanos(); // may overflow
  private final Brownout brownout = new Brownout();

  @Test
  void goesUpOnlyWhenPressureLasts() {
    pass(2, 0.3, 0);
    pass(1, 0, 0);
    pass(2, 0.3, 0);
    assertThat(brownout.level()).isZero();
    pass(2, 0.3, 0);
    assertThat(brownout.level()).isEqualTo(1);
  }

  @Test
  void eachLevelTakesMorePressureThanTheOneBefore() {
    pass(60, 0.1, 0);
    assertThat(brownout.level()).isEqualTo(1);
    pass(60, 0.3, 0);
    assertThat(brownout.level()).isEqualTo(2);
    pass(60, 0, 3);
    assertThat(brownout.level()).isEqualTo(2);
    pass(60, 0, 5);
    assertThat(brownout.level()).isEqualTo(3);
  }

  @Test
  void aSlowEventLoopIsPressureToo() {
    pass(60, 0, 5);
    assertThat(brownout.level()).isEqualTo(3);
  }

  /** The threshold sees to it who is let in; the highest level would refuse where there is room. */
  @Test
  void howeverManyAreTurnedAwayNewConversationsAreStillBegun() {
    pass(600, 0.99, 0);
    assertThat(brownout.level()).isEqualTo(2);
    pass(60, 0.99, 5);
    assertThat(brownout.level()).isEqualTo(3);
    pass(16, 0.99, 0);
    assertThat(brownout.level()).isEqualTo(2);
  }

  @Test
  void goesDownOneLevelAtATimeAndSlowlyAndStaysWhileThereIsSomePressure() {
    pass(60, 0.9, 5);
    pass(14, 0, 0);
    assertThat(brownout.level()).isEqualTo(3);
    pass(2, 0, 0);
    assertThat(brownout.level()).isEqualTo(2);
    pass(60, 0.04, 0);
    assertThat(brownout.level()).isEqualTo(2);
    pass(16, 0, 0);
    assertThat(brownout.level()).isEqualTo(1);
    pass(31, 0, 0);
    assertThat(brownout.level()).isZero();
  }

  @Test
  void waitsLongerEachTimeThatGoingDownWasTooEarly() {
    pass(4, 0.1, 0);
    pass(16, 0, 0);
    assertThat(brownout.level()).isZero();
    pass(4, 0.1, 0);
    assertThat(brownout.level()).isEqualTo(1);
    pass(16, 0, 0);
    assertThat(brownout.level()).isEqualTo(1);
    pass(16, 0, 0);
    assertThat(brownout.level()).isZero();
  }

  private void pass(int seconds, double shed, double delay) {
    for (int i = 0; i < 2 * seconds; i++) {
      now += Duration.ofMillis(500).toNanos();
      brownout.observe(shed, delay, now, UP, DOWN);
    }
  }
}
