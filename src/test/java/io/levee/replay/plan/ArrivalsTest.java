package io.levee.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArrivalsTest {
  @Test
  void aConstantRateIsEvenlySpaced() throws Exception {
    assertThat(times(Arrivals.even(shape("{kind: constant, for: 2s, at: 1}", 5))))
        .containsExactly(0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.9);
  }

  @Test
  void aRampHoldsTheAreaUnderIt() throws Exception {
    Shape ramp = shape("{kind: ramp, for: 10s, from: 0, to: 2}", 10);
    List<Double> times = times(Arrivals.even(ramp));
    assertThat(times).hasSize(100);
    // The n-th message is due where the area under the line is n: t² = n.
    assertThat(times.get(24)).isCloseTo(Math.sqrt(24.5), within(1e-6));
    assertThat(times).isSorted();
    Shape down = shape("{kind: ramp, for: 10s, from: 2, to: 0}", 10);
    assertThat(times(Arrivals.even(down)).get(99)).isCloseTo(10 - Math.sqrt(0.5), within(1e-6));
  }

  @Test
  void stepsGoFromTheFirstLevelToTheLast() throws Exception {
    Shape steps = shape("{kind: step, for: 4s, from: 1, to: 4, steps: 4}", 10);
    assertThat(steps.messages()).isCloseTo(100, within(1e-9));
    assertThat(List.of(steps.rateAt(0.5), steps.rateAt(1.5), steps.rateAt(3.9)))
        .containsExactly(10.0, 20.0, 40.0);
  }

  @Test
  void burstsComeAtTheEndOfEachPeriod() throws Exception {
    Shape bursts = shape("{kind: burst, for: 25s, at: 1, peak: 9, every: 10s, lasts: 1s}", 1);
    assertThat(List.of(bursts.rateAt(8.9), bursts.rateAt(9.5), bursts.rateAt(10.5)))
        .containsExactly(1.0, 9.0, 1.0);
    assertThat(bursts.seconds()).isCloseTo(25, within(1e-9));
    assertThat(bursts.messages()).isCloseTo(23 + 18, within(1e-9));
  }

  @Test
  void aSpikeRisesHoldsAndFallsToWhereItIsSent() throws Exception {
    Shape spike =
        shape("{kind: spike, for: 30s, at: 1, peak: 30, rise: 1s, hold: 9s, then: 2}", 10);
    assertThat(spike.rateAt(0.5)).isCloseTo(155, within(1e-9));
    assertThat(spike.rateAt(5)).isEqualTo(300);
    assertThat(spike.rateAt(15)).isBetween(20.0, 300.0);
    assertThat(spike.rateAt(29.999)).isCloseTo(20, within(0.1));
    assertThat(spike.peak()).isEqualTo(300);
  }

  @Test
  void aFileOfCountsKeepsItsShapeAndGetsTheMeanAskedFor(@TempDir Path dir) throws Exception {
    Files.writeString(dir.resolve("counts.tsv"), "second\trequests\n0\t1\n1\t0\n2\t5\n");
    String yaml = "rate: 10\nphases: [{kind: counts, file: counts.tsv, at: 2}]\n";
    Shape counts = ScenarioFile.parse("t", yaml, dir, List.of()).shape();
    assertThat(counts.messages()).isCloseTo(60, within(1e-9));
    assertThat(List.of(counts.rateAt(0.5), counts.rateAt(1.5), counts.rateAt(2.5)))
        .containsExactly(10.0, 0.0, 50.0);
    assertThat(times(Arrivals.even(counts))).hasSize(60).noneMatch(t -> t >= 1 && t < 2);
  }

  @Test
  void aPoissonProcessIsRepeatableAndAsRandomAsItShouldBe() {
    Shape shape = new Shape(List.of(Segment.flat(1_000, 20)));
    List<Double> times = times(Arrivals.poisson(shape, 7));
    assertThat(times).isEqualTo(times(Arrivals.poisson(shape, 7)));
    assertThat(times).isNotEqualTo(times(Arrivals.poisson(shape, 8)));
    assertThat(times).isSorted();
    assertThat((double) times.size()).isCloseTo(20_000, within(600.0));
    // The variance of a Poisson process's counts is their mean.
    int[] counts = new int[1_000];
    times.forEach(t -> counts[(int) (double) t]++);
    double variance = 0;
    for (int count : counts) {
      variance += (count - 20.0) * (count - 20.0) / counts.length;
    }
    assertThat(variance).isBetween(16.0, 24.0);
  }

  @Test
  void speedShortensAndScaleRaisesAndDurationStretches() throws Exception {
    String yaml = "rate: 10\nphases: [{kind: constant, for: 60s}, {kind: ramp, for: 60s}]\n";
    Shape shape =
        ScenarioFile.parse("t", yaml, Path.of(""), List.of("speed=10", "scale=3")).shape();
    assertThat(shape.seconds()).isCloseTo(12, within(1e-9));
    assertThat(shape.peak()).isEqualTo(30);
    Shape stretched = ScenarioFile.parse("t", yaml, Path.of(""), List.of("duration=30s")).shape();
    assertThat(stretched.seconds()).isCloseTo(30, within(1e-9));
    assertThat(stretched.rateAt(14)).isEqualTo(10);
  }

  private static Shape shape(String phase, double rate) throws Exception {
    String yaml = "rate: " + rate + "\nphases: [" + phase + "]\n";
    return ScenarioFile.parse("t", yaml, Path.of(""), List.of()).shape();
  }

  private static List<Double> times(Arrivals arrivals) {
    List<Double> times = new ArrayList<>();
    for (long at = arrivals.next(); at >= 0; at = arrivals.next()) {
      times.add(at / 1e9);
    }
    return times;
  }
}
