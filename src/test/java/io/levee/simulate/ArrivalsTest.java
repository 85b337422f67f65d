package io.levee.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  private static final OptionalDouble AS_TOLD = OptionalDouble.empty();

  private static Arrivals read(String... lines) {
    return ArrivalsFile.read(List.of(lines), AS_TOLD);
  }

  @Test
  void aSteadyRateNeverEnds() {
    Arrivals steady = Arrivals.steady(0.5);

    assertThat(steady.at(100)).isEqualTo(200);
    assertThat(steady.total()).isInfinite();
  }

  @Test
  void countsAloneAreMinutes() {
    Arrivals counts = read("60", "0", "120");

    assertThat(counts.total()).isEqualTo(180);
    assertThat(counts.at(30)).isCloseTo(30, within(1e-9));
    assertThat(counts.at(60)).as("nobody comes in the second minute").isCloseTo(120, within(1e-9));
    assertThat(counts.at(120)).isCloseTo(150, within(1e-9));
    assertThat(counts.at(180)).isInfinite();
  }

  @Test
  void minutesThatAreLeftOutHaveNone() {
    Arrivals counts = read("minute\tcount", "# a remark", "3\t10", "5,20", "");

    assertThat(counts.total()).isEqualTo(30);
    assertThat(counts.at(10)).isCloseTo(120, within(1e-9));
  }

  @Test
  void aHeadingMakesThemSeconds() {
    assertThat(read("second\trequests", "0\t10", "1\t3").at(10)).isCloseTo(1, within(1e-9));
  }

  @Test
  void timesTellHowLongAStretchIs() {
    assertThat(read("2003-03-03T07:00:00Z\t300", "2003-03-03T07:05:00Z\t1").at(300))
        .isCloseTo(300, within(1e-9));
    assertThat(read("23:45;15", "00:00;30").mean()).isCloseTo(45 / 1800.0, within(1e-9));
  }

  @Test
  void theStretchMayBeGiven() {
    Arrivals counts = ArrivalsFile.read(List.of("10", "20"), OptionalDouble.of(300));

    assertThat(counts.mean()).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void scalingKeepsTheShape() {
    Arrivals scaled = read("1", "3").scaledTo(400);

    assertThat(scaled.total()).isCloseTo(400, within(1e-9));
    assertThat(scaled.at(100)).isCloseTo(60, within(1e-9));
  }

  @Test
  void namesTheLineThatCannotBeRead() {
    assertThatThrownBy(() -> read("1", "many"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("many");
    assertThatThrownBy(() -> read("20:15\t1", "20:10 x\t2")).hasMessageContaining("line 2");
    assertThatThrownBy(() -> read("a heading")).hasMessageContaining("no counts");
    assertThatThrownBy(() -> read("0", "0")).hasMessageContaining("above 0");
    assertThatThrownBy(() -> read("5\t1", "4\t1")).hasMessageContaining("sort");
  }

  @Test
  void aPromotionBringsAsManyAsAskedForAtTheMeanRate() {
    Arrivals promotion = Arrivals.promotion(0.8, 20_000);

    assertThat(promotion.total()).isCloseTo(20_000, within(1e-6));
    assertThat(promotion.mean()).isCloseTo(0.8, within(1e-9));
    assertThat(promotion.highest()).isGreaterThan(2 * 0.8);
  }

  @Test
  void theoryOfAChangingRateIsCountedByCustomersAndAgentsByTime() {
    Arrivals counts = Arrivals.counted(new double[] {60, 0, 180}, 60);

    Theory mean = counts.average(rate -> new Theory(rate, 0, 0, 0, 0, rate));

    assertThat(mean.pWait()).isCloseTo((1 * 1 + 3 * 3) / 4.0, within(1e-9));
    assertThat(mean.occupancy()).isCloseTo((1 + 0 + 3) / 3.0, within(1e-9));
  }

  @Test
  void whatIsRandomFollowsFromTheSeed() {
    Plan plan = new Plan(Arrivals.steady(0.8), 50, 1, 60, 120, 20_000, 0.1, 60, 7);
    SamplePath path = new SamplePath(plan);
    SamplePath again = new SamplePath(plan);
    double service = 0;
    double patience = 0;
    double last = 0;
    for (int i = 0; i < 20_000; i++) {
      SamplePath.Draw draw = path.next().orElseThrow();
      assertThat(again.next()).contains(draw);
      service += draw.service();
      patience += draw.patience();
      last = draw.arrival();
    }

    assertThat(path.next()).isEmpty();
    assertThat(service / 20_000).as("as asked, whatever chance says").isCloseTo(60, within(1e-6));
    assertThat(patience / 20_000).isCloseTo(120, within(4.0));
    assertThat(last / 20_000).isCloseTo(1.25, within(0.001));
    assertThat(new SamplePath(plan.withSeed(8)).next()).isNotEqualTo(new SamplePath(plan).next());
  }
}
