package io.levee.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.admission.AdmissionConfig.Limiter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What admission makes of a peak, in virtual time and by seed. */
final class PeakTest {
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(20);

  private final AdmissionConfig config = AdmissionConfigs.unlimitedRates().config();

  @ParameterizedTest
  @CsvSource({"5, 1", "5, 2", "10, 1", "10, 2", "30, 1"})
  void goodputHoldsWhateverComes(double multiple, long seed) {
    Peak peak = new Peak(seed, config);
    peak.run(0.8, SETTLING);
    peak.run(multiple, SETTLING);

    assertThat(peak.goodput(multiple, MEASURED)).isGreaterThan(0.95);
  }

  @Test
  void withoutLimiterHardlyAnythingIsAnsweredInTime() {
    Peak peak = new Peak(1, AdmissionConfigs.unlimitedRates().limiter(Limiter.OFF).config());
    peak.run(0.8, SETTLING);
    peak.run(5, SETTLING);

    assertThat(peak.goodput(5, MEASURED)).isLessThan(0.01);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void vipsHardlyNoticeAPeak(long seed) {
    Peak peak = new Peak(seed, config);
    peak.run(5, SETTLING);

    Peak.Tally measured = peak.run(5, MEASURED);
    peak.run(5, Peak.PATIENCE); // those who came last are answered
    assertThat(measured.goodVipShare()).isGreaterThanOrEqualTo(0.995);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whoIsLetInWaitsHardlyLongerThanOnACalmDay(long seed) {
    Peak calm = new Peak(seed, config);
    calm.run(0.8, SETTLING);
    double before = calm.run(0.8, MEASURED).p99Millis();
    calm.run(5, SETTLING);

    assertThat(calm.run(5, MEASURED).p99Millis()).isLessThan(2 * before);
  }

  @ParameterizedTest
  @CsvSource({"8, 1", "64, 2", "1000, 1"})
  void theLimitIsFoundInTenSecondsAndAgainWhenTheBackEndSlowsDown(int first, long seed) {
    Peak peak = new Peak(seed, AdmissionConfigs.unlimitedRates().firstLimit(first).config());
    peak.run(5, SETTLING);
    assertThat(peak.goodput(5, MEASURED)).isGreaterThan(0.9 * best(1, 5, seed));

    peak.slows(3);
    peak.run(2, SETTLING);
    assertThat(peak.goodput(2, MEASURED)).isGreaterThan(0.9 * best(3, 2, seed));
  }

  /** Cheap turns leave a limit that dear ones would take long to fill, each waiting meanwhile. */
  @ParameterizedTest
  @CsvSource({"1024, 1", "1024, 2", "100000, 1"})
  void aLimitThatIsMuchTooHighDoesNotHaveToBeFilledFirst(int first, long seed) {
    Peak peak =
        new Peak(
            seed, AdmissionConfigs.unlimitedRates().firstLimit(first).maxInFlight(first).config());
    peak.slows(0.1);
    peak.run(5, SETTLING);
    peak.slows(1);
    peak.run(2, Duration.ofSeconds(2));

    assertThat(peak.goodput(2, Duration.ofSeconds(4))).isGreaterThan(0.9);
  }

  /** Whether dear turns queue or only take their time is looked at without turning many away. */
  @ParameterizedTest
  @CsvSource({"0.5, 1, 0.97", "0.7, 2, 0.95", "0.8, 1, 0.9"})
  void dearTurnsThatFitAreServedAfterCheapOnes(double multiple, long seed, double share) {
    Peak peak = new Peak(seed, config);
    peak.slows(0.1);
    peak.run(5, SETTLING);
    peak.slows(1);
    Peak.Tally measured = peak.run(multiple, Duration.ofSeconds(4));

    assertThat(measured.served / (double) measured.came).isGreaterThan(share);
  }

  /** What the best of the limits that do not move makes of it. */
  private double best(double slower, double multiple, long seed) {
    return IntStream.of(32, 40, 48, 64)
        .mapToDouble(
            limit -> {
              Peak peak = new Peak(seed, config, (c, t) -> new StaticLimit(() -> limit));
              peak.slows(slower);
              peak.run(multiple, Duration.ofSeconds(3));
              return peak.goodput(multiple, MEASURED);
            })
        .max()
        .orElseThrow();
  }

  @Test
  void timesThatVaryDoNotDeceiveTheLimit() {
    Peak peak = new Peak(1, config).spread(0.5);
    peak.run(5, SETTLING);

    assertThat(peak.goodput(5, Duration.ofSeconds(60))).isGreaterThan(0.9);
  }

  /** One that works the better the more are let in, and takes longer then without a queue. */
  @ParameterizedTest
  @CsvSource({"0.7, 0.65", "2, 0.75", "5, 0.85"})
  void aBackEndThatWorksInGroupsIsKeptBusy(double multiple, double share) {
    Peak peak = new Peak(1, config).inGroups().spread(0.3);
    peak.run(0.5, SETTLING);
    peak.run(multiple, SETTLING);

    assertThat(peak.goodput(multiple, MEASURED)).isGreaterThan(share);
  }

  /** Whoever waits and may not be served yet must not hide those who may. */
  @ParameterizedTest
  @CsvSource({"1.5, 1", "2, 2", "5, 1", "10, 2"})
  void aLongLineOfLiveSocketsKeepsTheBackEndBusy(double multiple, long seed) {
    Peak peak = new Peak(seed, config).live();
    peak.run(0.8, SETTLING);
    peak.run(multiple, SETTLING);

    assertThat(peak.goodput(multiple, MEASURED)).isGreaterThan(0.9);
  }

  @Test
  void shoppersAreWhollyServedOrWhollyToldToWait() {
    Peak peak = new Peak(1, config).customers(5_000);
    peak.run(5, SETTLING);

    assertThat(peak.run(5, MEASURED).mixedShare()).isLessThan(0.15);
  }

  @Test
  void afterThePeakEverybodyIsServedAgain() {
    Peak peak = new Peak(1, config);
    peak.run(10, MEASURED);
    peak.run(0.7, SETTLING);
    Peak.Tally calm = peak.run(0.7, MEASURED);

    assertThat(calm.served / (double) calm.came).isGreaterThan(0.99);
  }

  /** A burst that is too large for a moment says nothing of what can be done by and by. */
  @ParameterizedTest
  @CsvSource({"0.5, 100, 0.98", "0.5, 200, 0.75", "0.7, 100, 0.95"})
  void burstsThatPassDoNotDriveTheThresholdDown(double multiple, int millis, double share) {
    Peak peak = new Peak(1, config).pausing(Duration.ofMillis(millis));
    peak.run(multiple, SETTLING);
    Peak.Tally measured = peak.run(multiple, MEASURED);

    assertThat(measured.served / (double) measured.came).isGreaterThan(share);
  }

  @Test
  void theSameSeedGivesTheSamePeak() {
    assertThat(new Peak(7, config).run(5, SETTLING).good)
        .isEqualTo(new Peak(7, config).run(5, SETTLING).good);
  }
}
