package io.levee.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpeningHoursTest {
  private static final ZoneId SHOP = ZoneId.of("Asia/Shanghai");

  @Test
  void keepsTheHoursOfTheShopsOwnZone() {
    OpeningHours hours = hours(List.of("Mon-Fri 09:00-21:00", "Sat,Sun 10:00-18:00"), List.of());

    assertThat(hours.openAt(at("2026-11-20T09:00"))).as("Friday").isTrue();
    assertThat(hours.openAt(at("2026-11-20T21:00"))).isFalse();
    assertThat(hours.openAt(at("2026-11-21T09:30"))).as("Saturday").isFalse();
    assertThat(hours.opensFrom(at("2026-11-20T21:00"))).contains(at("2026-11-21T10:00"));
    assertThat(hours.opensFrom(at("2026-11-20T12:00"))).contains(at("2026-11-20T12:00"));
  }

  @Test
  void aShiftThatEndsBeforeItBeginsReachesIntoTheNextDay() {
    OpeningHours hours = hours(List.of("Fri 22:00-06:00"), List.of());

    assertThat(hours.openAt(at("2026-11-21T05:59"))).isTrue();
    assertThat(hours.openAt(at("2026-11-21T06:00"))).isFalse();
    assertThat(hours.openAt(at("2026-11-21T22:30"))).as("Saturday").isFalse();
  }

  @Test
  void nobodyWorksOnDaysOff() {
    OpeningHours hours =
        hours(List.of("Mon-Sun 00:00-24:00"), List.of("2026-10-01/2026-10-07", "2026-10-10"));

    assertThat(hours.openAt(at("2026-10-07T23:59"))).isFalse();
    assertThat(hours.opensFrom(at("2026-10-03T12:00"))).contains(at("2026-10-08T00:00"));
    assertThat(hours.openAt(at("2026-10-10T12:00"))).isFalse();
  }

  @Test
  void withoutHoursItIsAlwaysOpenSaveOnDaysOff() {
    OpeningHours hours = hours(List.of(), List.of("2026-10-01"));

    assertThat(hours.openAt(at("2026-09-30T03:00"))).isTrue();
    assertThat(hours.opensFrom(at("2026-10-01T03:00"))).contains(at("2026-10-02T00:00"));
  }

  @Test
  void saysWhatCannotBeRead() {
    assertThatThrownBy(() -> hours(List.of("weekdays 9-5"), List.of()))
        .hasMessageContaining("weekdays 9-5");
    assertThatThrownBy(() -> hours(List.of(), List.of("2026-10-07/2026-10-01")))
        .hasMessageContaining("2026-10-07/2026-10-01");
    assertThat(new GroupConfig("", Duration.ZERO, List.of("Mon 25:00-26:00"), List.of()).faults())
        .hasSize(1);
  }

  private static OpeningHours hours(List<String> hours, List<String> holidays) {
    return OpeningHours.of(hours, holidays, SHOP);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(SHOP).toInstant();
  }
}
