package io.levee.handoff;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** One skill's group: key {@code handoff.groups.<skill>}. */
public record GroupConfig(
    @Setting(
            value = "",
            live = true,
            doc = "The skill whose agents may help out; empty: nobody does.")
        String overflow,
    @Setting(
            value = "1m",
            live = true,
            doc = "How long a customer waits before the overflow group may take them, 0s to 24h.")
        Duration after,
    @Setting(
            value = "[]",
            live = true,
            doc =
                "When the group works, such as [\"Mon-Fri 09:00-21:00\", \"Sat,Sun 10:00-18:00\"], in"
                    + " handoff.zone. None: always.")
        List<String> hours,
    @Setting(
            value = "[]",
            live = true,
            doc = "Days off, such as [2026-10-01/2026-10-07, 2027-01-01].")
        List<String> holidays)
    implements Section {

  /** As where the configuration says nothing of a skill. */
  static final GroupConfig USUAL = new GroupConfig("", Duration.ZERO, List.of(), List.of());

  public GroupConfig {
    hours = List.copyOf(hours);
    holidays = List.copyOf(holidays);
  }

  @Override
  public List<Fault> faults() {
    Faults faults = new Faults().within("after", after, Duration.ZERO, Duration.ofHours(24));
    unreadable(hours, List.of()).ifPresent(why -> faults.when(true, "hours", why));
    unreadable(List.of(), holidays).ifPresent(why -> faults.when(true, "holidays", why));
    return faults.list();
  }

  OpeningHours opening(ZoneId zone) {
    return OpeningHours.of(hours, holidays, zone);
  }

  private static java.util.Optional<String> unreadable(List<String> hours, List<String> holidays) {
    try {
      OpeningHours.of(hours, holidays, ZoneOffset.UTC);
      return java.util.Optional.empty();
    } catch (IllegalArgumentException why) {
      return java.util.Optional.of(why.getMessage());
    }
  }
}
