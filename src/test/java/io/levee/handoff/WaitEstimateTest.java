package io.levee.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.levee.handoff.PromotionDay.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class WaitEstimateTest {
  private static final double MINUTE = 60_000;
  private static final int SEEDS = 5;

  /** Quiet, then within twenty minutes four times as many, an hour and a half of it, then less. */
  private static DoubleUnaryOperator promotion(double quiet) {
    return minute -> {
      double wave =
          minute < 60
              ? 0
              : minute < 80 ? (minute - 60) / 20 : minute < 170 ? 1 : Math.exp((170 - minute) / 40);
      return quiet * (1 + 3 * wave);
    };
  }

  @Test
  void whatIsSetCountsWhileNothingWasMeasured() {
    WaitEstimate estimate = of(Measured.nothing(2, 4));

    assertThat(estimate.millis(0)).isEqualTo(5 * MINUTE / 4);
    assertThat(estimate.millis(1)).isLessThan(2 * 5 * MINUTE / 4);
  }

  @Test
  void isTheSumOfTheFormulaForAnyLength() {
    Measured measured =
        new Measured(50, 50, 100, 100 * MINUTE, 0, 200, 400 * MINUTE, 0, 0, List.of());
    double mu = 1 / MINUTE;
    double theta = 1 / (2 * MINUTE);
    WaitEstimate estimate = of(measured);
    for (int ahead : new int[] {0, 1, 63, 64, 65, 500, 20_000}) {
      double sum = 0;
      for (int k = 0; k <= ahead; k++) {
        sum += 1 / (50 * mu + k * theta);
      }
      assertThat(estimate.millis(ahead)).isCloseTo(sum, within(sum * 2e-3));
    }
  }

  @Test
  void asManyMayWaitAsTheLongestWaitAllows() {
    Measured measured =
        new Measured(10, 10, 100, 100 * MINUTE, 0, 100, 300 * MINUTE, 0, 0, List.of());
    WaitEstimate estimate = of(measured);

    int most = (int) estimate.most(5 * MINUTE);

    assertThat(estimate.millis(most)).isCloseTo(5 * MINUTE, within(0.1 * MINUTE));
  }

  @Test
  void withTimesThatAreAlikeTheConversationsUnderWayTellWhenTheNextEnds() {
    Measured alike = Measured.nothing(1, 1);
    for (int i = 0; i < 100; i++) {
      alike = alike.served(10 * MINUTE);
    }

    assertThat(of(alike.with(1, 1, List.of(9 * MINUTE))).millis(0))
        .isCloseTo(MINUTE, within(MINUTE / 10));
    assertThat(of(alike.with(1, 1, List.of(MINUTE))).millis(0))
        .isCloseTo(9 * MINUTE, within(MINUTE / 10));
  }

  @Test
  void withNobodyHereItIsWhatOneSeatCouldDo() {
    assertThat(of(Measured.nothing(0, 0)).seconds(0)).isEqualTo(300);
  }

  @Test
  void halfOfThoseToldAMinuteOrMoreAreToldTheTruthWithinAQuarterOnAPromotionDay() {
    double fifty = median(promotion(700), minute -> 50, exponential(180), exponential(300));
    double spread = median(promotion(400), minute -> 30, lognormal(240, 0.8), exponential(600));
    double staffed =
        median(
            promotion(800),
            minute -> minute < 100 ? 30 : 80,
            lognormal(180, 0.6),
            exponential(240));
    double few = median(promotion(60), minute -> 5, lognormal(300, 0.5), exponential(900));

    assertThat(fifty).as("50 seats").isLessThan(0.25);
    assertThat(spread).as("30 seats").isLessThan(0.25);
    assertThat(staffed).as("30, then 80 seats").isLessThan(0.25);
    assertThat(few).as("5 seats").isLessThan(0.25);
  }

  @Test
  void theTruthIsToldEvenWhereMostLeaveSoonAndTheRestNever() {
    ToDoubleFunction<Random> most =
        random -> random.nextDouble() < 0.8 ? exponential(60).applyAsDouble(random) : 36_000;

    assertThat(median(promotion(1400), minute -> 20, exponential(180), most)).isLessThan(0.4);
  }

  private static double median(
      DoubleUnaryOperator perHour,
      IntUnaryOperator seats,
      ToDoubleFunction<Random> service,
      ToDoubleFunction<Random> patience) {
    List<Double> errors = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      new PromotionDay(seed, perHour, seats, service, patience)
          .run(6).stream().filter(t -> t.waited() >= MINUTE).map(Told::error).forEach(errors::add);
    }
    errors.sort(null);
    assertThat(errors).hasSizeGreaterThan(100);
    return errors.get(errors.size() / 2);
  }

  private static ToDoubleFunction<Random> exponential(double mean) {
    return random -> -Math.log(1 - random.nextDouble()) * mean;
  }

  /**
   * @param spread standard deviation by mean
   */
  private static ToDoubleFunction<Random> lognormal(double mean, double spread) {
    double variance = Math.log(1 + spread * spread);
    double middle = Math.log(mean) - variance / 2;
    return random -> Math.exp(middle + Math.sqrt(variance) * random.nextGaussian());
  }

  private static WaitEstimate of(Measured measured) {
    return new WaitEstimate(measured, 5 * MINUTE, 5 * MINUTE);
  }
}
