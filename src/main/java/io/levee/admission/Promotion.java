package io.levee.admission;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** A promotion that the shop has announced, so that the gateway is ready ahead of the hour. */
public record Promotion(
    @Setting(
            value = "",
            live = true,
            doc = "When it begins, in the shop's zone, such as 2026-11-11T00:00.")
        String start,
    @Setting(value = "Asia/Shanghai", live = true, doc = "The shop's zone, an IANA name.")
        String zone,
    @Setting(value = "2h", live = true, doc = "How long it lasts, 1m to 31d.") Duration length,
    @Setting(
            value = "1h",
            live = true,
            doc = "How long before its beginning the gateway gets ready, 0s to 1d.")
        Duration ahead,
    @Setting(
            value = "10",
            live = true,
            doc =
                "How many times the usual traffic is expected, 1 to 1,000. The storefronts' rates"
                    + " and the bounds on what is worked on at once are raised by it.")
        double multiple)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .when(
            begin() == null,
            start == null || start.isBlank() || isZone() ? "start" : "zone",
            isZone()
                ? "is no local time; give one such as 2026-11-11T00:00"
                : "is no time zone; give an IANA name such as Asia/Shanghai")
        .within("length", length, Duration.ofMinutes(1), Duration.ofDays(31))
        .within("ahead", ahead, Duration.ZERO, Duration.ofDays(1))
        .within("multiple", multiple, 1, 1_000)
        .list();
  }

  /** Whether it is on, or about to be. */
  public boolean isOn(Instant now) {
    Instant begin = begin();
    return begin != null && !now.isBefore(begin.minus(ahead)) && now.isBefore(begin.plus(length));
  }

  private Instant begin() {
    try {
      return LocalDateTime.parse(start).atZone(ZoneId.of(zone)).toInstant();
    } catch (DateTimeException | NullPointerException wrong) {
      return null;
    }
  }

  private boolean isZone() {
    try {
      return zone != null && ZoneId.of(zone) != null;
    } catch (DateTimeException none) {
      return false;
    }
  }
}
