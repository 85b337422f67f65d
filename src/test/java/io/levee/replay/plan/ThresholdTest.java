package io.levee.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ThresholdTest {
  @ParameterizedTest
  @CsvSource({
    "p99 < 200ms, 199.9, true",
    "p99 < 200ms, 200, false",
    "p99<0.2s, 199, true",
    "p999 <= 50, 50, true",
    "goodput > 0.95, 0.95, false",
    "goodput >= 95%, 0.95, true",
    "lost == 0, 0, true",
    "lost == 0, 1, false",
    "shed != 0, 1, true",
    "p99 < 1s, NaN, false",
  })
  void aThresholdHoldsOrDoesNot(String text, double value, boolean holds) {
    assertThat(Threshold.parse(text).orElseThrow().holds(value)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"p99", "p99 < ", "p99 < fast", "p98 < 1s", "lost = 0", "lost == none", ""})
  void whatIsNoThresholdIsNotTakenForOne(String text) {
    assertThat(Threshold.parse(text)).isEmpty();
  }

  @Test
  void itIsWrittenInOneForm() {
    assertThat(Threshold.parse("p99<0.2s").orElseThrow()).hasToString("p99 < 200ms");
    assertThat(Threshold.parse("goodput>=95%").orElseThrow()).hasToString("goodput >= 0.95");
  }
}
