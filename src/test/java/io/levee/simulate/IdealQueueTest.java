package io.levee.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class IdealQueueTest {

  @Test
  void doesWhatErlangASays() {
    Plan plan = new Plan(Arrivals.steady(0.8), 50, 1, 60, 120, 1_000_000, 0.01, 60, 1);

    Measured.Figures ideal = IdealQueue.of(plan);
    Theory theory = Erlang.a(0.8, 50, 60, 120);

    assertThat(ideal.pWait()).isCloseTo(theory.pWait(), within(0.01));
    assertThat(ideal.abandonment()).isCloseTo(theory.abandonment(), within(0.001));
    assertThat(ideal.meanWait()).isCloseTo(theory.meanWait(), within(0.15));
    assertThat(ideal.answeredWait()).isCloseTo(theory.answeredWait(), within(0.15));
    assertThat(ideal.serviceLevel20()).isCloseTo(theory.serviceLevel20(), within(0.005));
    assertThat(ideal.occupancy()).isCloseTo(theory.occupancy(), within(0.003));
  }

  @Test
  void doesWhatErlangCSaysOfThePatient() {
    Plan plan =
        new Plan(
            Arrivals.steady(0.68), 50, 1, 60, Double.POSITIVE_INFINITY, 1_000_000, 0.01, 60, 3);

    Measured.Figures ideal = IdealQueue.of(plan);
    Theory theory = Erlang.c(0.68, 50, 60).orElseThrow();

    assertThat(ideal.pWait()).isCloseTo(theory.pWait(), within(0.01));
    assertThat(ideal.meanWait()).isCloseTo(theory.meanWait(), within(0.1));
    assertThat(ideal.abandonment()).isZero();
  }
}
