package io.levee.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.settings.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class UploadsConfigTest {
  @Test
  void everyFaultIsToldAtOnce() {
    UploadsConfig wrong =
        new UploadsConfig(1, 1, Duration.ZERO, 0, 0, 0, 1, Duration.ZERO, Duration.ZERO);
    assertThat(wrong.faults())
        .extracting(Fault::key)
        .containsExactly(
            "maxBytes",
            "maxPixels",
            "patience",
            "maxArriving",
            "maxLeaving",
            "perHour",
            "maxStored",
            "keep",
            "sweepInterval");
  }
}
