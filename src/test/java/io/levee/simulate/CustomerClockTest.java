package io.levee.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class CustomerClockTest {
  private static final Instant START = Instant.parse("2026-11-11T00:00:00Z");

  private long nanos = Long.MAX_VALUE - 5;
  private final CustomerClock clock = new CustomerClock(START, () -> nanos);

  private void pass(double seconds) {
    nanos += (long) (seconds * 1e9);
  }

  @Test
  void standsStillUntilItIsLetRun() {
    pass(10);

    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void runsFasterThanOursAndNoFurtherThanIsKnown() {
    clock.run(90, 60);
    pass(1);
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));

    pass(1);
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
  }

  @Test
  void standsStillWhereItIsAsked() {
    clock.run(90, 60);
    pass(0.5);
    clock.stand(clock.seconds());
    pass(5);

    assertThat(clock.seconds()).isEqualTo(30);
  }

  @Test
  void neverGoesBack() {
    clock.stand(50);
    clock.stand(40);

    assertThat(clock.seconds()).isEqualTo(50);
  }

  @Test
  void tellsTheSameMomentInAnyZone() {
    clock.stand(1.5);

    assertThat(clock.withZone(ZoneId.of("Asia/Shanghai")).millis()).isEqualTo(clock.millis());
    assertThat(clock.millis()).isEqualTo(START.toEpochMilli() + 1500);
  }
}
