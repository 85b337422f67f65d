package io.levee.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.settings.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PromotionTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private final Promotion double11 = promotion("2026-11-11T00:00", "Asia/Shanghai");

  @Test
  void isOnFromAheadOfItsHourInTheShopsZoneToItsEnd() {
    assertThat(double11.isOn(Instant.parse("2026-11-10T14:59:59Z"))).isFalse();
    assertThat(double11.isOn(Instant.parse("2026-11-10T15:00:00Z"))).isTrue();
    assertThat(double11.isOn(Instant.parse("2026-11-10T16:59:59Z"))).isTrue();
    assertThat(double11.isOn(Instant.parse("2026-11-10T17:00:00Z"))).isFalse();
  }

  @Test
  void theLargestOfThoseThatAreOnIsExpected() {
    AdmissionConfig config = AdmissionConfigs.unlimitedRates().promotion("a", double11).config();
    assertThat(config.expected(Instant.parse("2026-11-10T16:00:00Z"))).isEqualTo(10);
    assertThat(config.expected(Instant.parse("2026-11-12T16:00:00Z"))).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsAFaultOfItsKey() {
    assertThat(promotion("midnight", "Asia/Shanghai").faults())
        .extracting(Fault::key)
        .containsExactly("start");
    assertThat(promotion("2026-11-11T00:00", "Mars/Olympus").faults())
        .extracting(Fault::key)
        .containsExactly("zone");
    assertThat(double11.faults()).isEmpty();
  }

  private static Promotion promotion(String start, String zone) {
    return new Promotion(start, zone, HOUR, HOUR, 10);
  }
}
