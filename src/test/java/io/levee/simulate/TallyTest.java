package io.levee.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TallyTest {

  @Test
  void thoseOfTheWarmUpDoNotCount() {
    Tally tally = new Tally(2);
    tally.served(0, 500, true, 1);
    tally.gaveUp(1, 500);
    tally.served(2, 0, false, 0);

    assertThat(tally.counted()).isEqualTo(1);
    assertThat(tally.figures(1).meanWait()).isZero();
  }

  @Test
  void tellsTheUsualFigures() {
    Tally tally = new Tally(0);
    tally.served(0, 0, false, 0);
    tally.served(1, 20, true, 30);
    tally.served(2, 40, true, 30);
    tally.gaveUp(3, 100);

    Measured.Figures figures = tally.figures(1);

    assertThat(figures.pWait()).isEqualTo(0.75);
    assertThat(figures.abandonment()).isEqualTo(0.25);
    assertThat(figures.meanWait()).isEqualTo(40);
    assertThat(figures.answeredWait()).isEqualTo(20);
    assertThat(figures.serviceLevel20()).isEqualTo(0.5);
  }

  @Test
  void announcedWaitsAreJudgedFromAMinuteOn() {
    Tally tally = new Tally(0);
    tally.served(0, 59, true, 1_000);
    tally.served(1, 100, true, 80);
    tally.served(2, 100, true, 150);
    tally.served(3, 60, true, 66);

    assertThat(tally.estimates().count()).isEqualTo(3);
    assertThat(tally.estimates().medianErrorPct()).isCloseTo(20, within(1e-9));
    assertThat(tally.estimates().medianBiasPct()).isCloseTo(10, within(1e-9));
  }

  @Test
  void occupancyIsTheBusyShareOfAllSeatsTime() {
    Tally tally = new Tally(0);
    tally.busy(100, 0);
    tally.busy(110, 2);
    tally.busy(120, 4);
    tally.rest();
    tally.busy(900, 4);

    assertThat(tally.figures(4).occupancy()).isEqualTo(0.75);
  }
}
