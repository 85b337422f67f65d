package io.levee.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ErlangTest {
  private static final double CALM = 1e-9;

  /** Values of the published tables of Erlang-B. */
  @ParameterizedTest
  @CsvSource({"1,1,0.5", "2,1,0.2", "5,3,0.110054", "10,10,0.214582", "100,84,0.009785"})
  void turnsAwayWhatErlangBSays(int servers, double load, double share) {
    assertThat(Erlang.b(servers, load)).isCloseTo(share, within(2e-4));
  }

  @Test
  void knowsErlangCOfOneServer() {
    Theory mm1 = Erlang.c(0.5, 1, 1).orElseThrow();

    assertThat(mm1.pWait()).isCloseTo(0.5, within(CALM));
    assertThat(mm1.meanWait()).isCloseTo(1, within(CALM));
    assertThat(mm1.serviceLevel20()).isCloseTo(1 - 0.5 * Math.exp(-10), within(CALM));
    assertThat(mm1.occupancy()).isEqualTo(0.5);
  }

  @Test
  void hasNoErlangCWhereTheQueueGrowsForEver() {
    assertThat(Erlang.c(0.8, 48, 60)).isEmpty();
    assertThat(Erlang.c(0.8, 49, 60)).isPresent();
  }

  @Test
  void knowsErlangAOfFiftyAgents() {
    Theory fifty = Erlang.a(2880 / 3600.0, 50, 60, 120);

    assertThat(fifty.pWait()).isCloseTo(0.4678, within(5e-5));
    assertThat(fifty.abandonment()).isCloseTo(0.0309, within(5e-5));
    assertThat(fifty.meanWait()).isCloseTo(3.71, within(5e-3));
    assertThat(fifty.occupancy()).isCloseTo(0.96 * (1 - 0.0309), within(5e-5));
  }

  static Stream<Arguments> queues() {
    return Stream.of(
        Arguments.of(0.8, 50, 60.0, 120.0),
        Arguments.of(0.01, 1, 60.0, 30.0),
        Arguments.of(0.1, 1, 60.0, 30.0),
        Arguments.of(1.6, 50, 60.0, 120.0),
        Arguments.of(8.3, 500, 60.0, 120.0),
        Arguments.of(8.3, 500, 60.0, 5.0),
        Arguments.of(0.08, 5, 60.0, 3600.0));
  }

  /** The chain of states, walked step by step, is slow and sure. */
  @ParameterizedTest
  @MethodSource("queues")
  void agreesWithTheBirthDeathChain(
      double perSecond, int servers, double service, double patience) {
    int states = servers + 6_000;
    double[] log = new double[states];
    for (int n = 1; n < states; n++) {
      double down = Math.min(n, servers) / service + Math.max(0, n - servers) / patience;
      log[n] = log[n - 1] + Math.log(perSecond / down);
    }
    double most = Arrays.stream(log).max().orElseThrow();
    double all = 0;
    double full = 0;
    double waiting = 0;
    for (int n = 0; n < states; n++) {
      double share = Math.exp(log[n] - most);
      all += share;
      full += n >= servers ? share : 0;
      waiting += share * Math.max(0, n - servers);
    }

    Theory theory = Erlang.a(perSecond, servers, service, patience);

    assertThat(theory.pWait()).isCloseTo(full / all, within(1e-9));
    assertThat(theory.abandonment()).isCloseTo(waiting / all / patience / perSecond, within(1e-9));
    assertThat(theory.meanWait()).isCloseTo(waiting / all / perSecond, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("queues")
  void thoseServedAndThoseWhoGaveUpWaitTogetherWhatAllWait(
      double perSecond, int servers, double service, double patience) {
    Theory theory = Erlang.a(perSecond, servers, service, patience);

    assertThat(theory.answeredWait() * (1 - theory.abandonment()))
        .isBetween(0.0, theory.meanWait());
    assertThat(theory.serviceLevel20())
        .isBetween(1 - theory.pWait(), 1 - theory.abandonment() + CALM);
  }

  @Test
  void withoutEndOfPatienceErlangABecomesErlangC() {
    Theory patient = Erlang.a(0.75, 50, 60, 1e9);
    Theory c = Erlang.c(0.75, 50, 60).orElseThrow();

    assertThat(patient.pWait()).isCloseTo(c.pWait(), within(1e-5));
    assertThat(patient.answeredWait()).isCloseTo(c.meanWait(), within(1e-3));
    assertThat(patient.serviceLevel20()).isCloseTo(c.serviceLevel20(), within(1e-5));
  }

  @Test
  void staysCalmUnderAnyLoad() {
    Theory flood = Erlang.a(1_000, 2_000, 60, 7_200);

    assertThat(flood.pWait()).isCloseTo(1, within(CALM));
    assertThat(flood.abandonment()).isCloseTo(1 - 2_000 / 60_000.0, within(1e-6));
    assertThat(flood.occupancy()).isCloseTo(1, within(1e-6));
    assertThat(flood.serviceLevel20()).isCloseTo(0, within(1e-6));
  }
}
