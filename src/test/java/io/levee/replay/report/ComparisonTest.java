package io.levee.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static JsonObject report(double p99, double goodput, long lost, boolean valid) {
    return new JsonObject()
        .put("scenario", "steady")
        .put("latencyMillis", new JsonObject().put("p99", p99))
        .put("goodput", goodput)
        .put("lost", lost)
        .put("valid", valid);
  }

  @Test
  void figuresStandSideBySideWithTheirRatio() {
    Comparison comparison = new Comparison(report(100, 0.9, 0, true), report(150, 0.99, 0, true));
    JsonObject p99 = comparison.json().getJsonObject("figures").getJsonObject("latencyMillis.p99");
    assertThat(p99.getDouble("ratio")).isEqualTo(1.5);
    assertThat(comparison.text())
        .contains("latencyMillis.p99")
        .contains("worse")
        .contains("better");
    assertThat(comparison.worse(0.2)).containsExactly("latencyMillis.p99");
    assertThat(comparison.worse(0.6)).isEmpty();
  }

  @Test
  void whatIsLostIsAlwaysTooMuch() {
    assertThat(new Comparison(report(1, 1, 0, true), report(1, 1, 1, true)).worse(10))
        .containsExactly("lost");
  }

  @Test
  void aGoodputThatIsNotKnownAnyMoreIsWorse() {
    JsonObject unknown = report(1, 1, 0, true).putNull("goodput");
    assertThat(new Comparison(report(1, 1, 0, true), unknown).worse(0)).containsExactly("goodput");
    assertThat(new Comparison(unknown, report(1, 1, 0, true)).worse(0)).isEmpty();
  }

  @Test
  void anInvalidReportMakesTheComparisonInvalid() {
    Comparison comparison = new Comparison(report(1, 1, 0, true), report(1, 1, 0, false));
    assertThat(comparison.valid()).isFalse();
    assertThat(comparison.text()).contains("INVALID");
  }
}
