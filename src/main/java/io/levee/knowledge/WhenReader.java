package io.levee.knowledge;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads conditions. */
final class WhenReader {
  private static final Set<String> KEYS = Set.of("storefronts", "channels", "from", "until");
  private static final int MOST = 100;

  private final ZoneId zone;
  private final FaultList faults;

  WhenReader(ZoneId zone, FaultList faults) {
    this.zone = zone;
    this.faults = faults;
  }

  /** The condition under {@code when}; always, without one. */
  When read(Fields owner) {
    return owner.fields("when", KEYS).map(this::when).orElse(When.ALWAYS);
  }

  private When when(Fields fields) {
    Optional<Instant> from = moment(fields, "from", 0);
    Optional<Instant> until = moment(fields, "until", 1);
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      faults.fault(fields.at(), "`from` is not before `until`, so it would never hold");
    }
    return new When(
        set(fields.texts("storefronts", MOST)), set(fields.texts("channels", MOST)), from, until);
  }

  /** A date stands for its beginning, or with {@code daysOn} 1 for its end: until is inclusive. */
  private Optional<Instant> moment(Fields fields, String key, int daysOn) {
    return fields
        .text(key, MOST)
        .flatMap(
            text -> {
              try {
                return Optional.of(
                    text.value().length() <= "2025-11-11".length()
                        ? LocalDate.parse(text.value())
                            .plusDays(daysOn)
                            .atStartOfDay(zone)
                            .toInstant()
                        : OffsetDateTime.parse(text.value()).toInstant());
              } catch (DateTimeException none) {
                faults.fault(
                    text.at(),
                    "`%s` is no date: write 2025-11-11 or 2025-11-11T20:00:00+08:00"
                        .formatted(key));
                return Optional.empty();
              }
            });
  }

  private static Set<String> set(List<Spot.Text> texts) {
    return texts.stream().map(Spot.Text::value).collect(Collectors.toUnmodifiableSet());
  }
}
