package io.levee.handoff;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a group works: hours by day of the week, and days off, in the shop's time zone. Hours that
 * end at or before they begin reach into the next day. Immutable.
 */
final class OpeningHours {
  private static final Pattern HOURS =
      Pattern.compile(
          "(?<days>[A-Za-z]{3}(?:[-,][A-Za-z]{3})*) (?<from>\\d\\d:\\d\\d)-(?<till>\\d\\d:\\d\\d)");

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /** The next opening is looked for so many days ahead. */
  private static final int AHEAD = 60;

  private static final int MOST_DAYS_OFF = 366;

  private record Shift(Set<DayOfWeek> days, LocalTime from, LocalTime till) {
    /** Whether the shift that began on that day goes on at that moment. */
    boolean covers(LocalDate day, LocalDateTime moment) {
      LocalDate end = till.isAfter(from) ? day : day.plusDays(1);
      return days.contains(day.getDayOfWeek())
          && !moment.isBefore(day.atTime(from))
          && moment.isBefore(end.atTime(till));
    }
  }

  private final List<Shift> shifts;
  private final Set<LocalDate> holidays;
  private final ZoneId zone;

  private OpeningHours(List<Shift> shifts, Set<LocalDate> holidays, ZoneId zone) {
    this.shifts = List.copyOf(shifts);
    this.holidays = Set.copyOf(holidays);
    this.zone = zone;
  }

  /**
   * @param hours such as {@code Mon-Fri 09:00-21:00} or {@code Sat,Sun 10:00-18:00}; none: always
   * @param holidays such as {@code 2026-10-01} or {@code 2026-10-01/2026-10-07}
   * @throws IllegalArgumentException if one cannot be read; its message says which
   */
  static OpeningHours of(List<String> hours, List<String> holidays, ZoneId zone) {
    List<Shift> shifts = new ArrayList<>();
    hours.forEach(text -> shifts.add(shift(text)));
    Set<LocalDate> off = new HashSet<>();
    holidays.forEach(text -> off.addAll(days(text)));
    return new OpeningHours(shifts, off, zone);
  }

  boolean openAt(Instant when) {
    return openAt(LocalDateTime.ofInstant(when, zone));
  }

  private boolean openAt(LocalDateTime moment) {
    LocalDate today = moment.toLocalDate();
    if (shifts.isEmpty()) {
      return !holidays.contains(today);
    }
    return goesOn(today, moment) || goesOn(today.minusDays(1), moment);
  }

  private boolean goesOn(LocalDate day, LocalDateTime moment) {
    return !holidays.contains(day) && shifts.stream().anyMatch(s -> s.covers(day, moment));
  }

  /** That moment if it is open then, else when it opens next; empty: not within two months. */
  Optional<Instant> opensFrom(Instant when) {
    LocalDateTime now = LocalDateTime.ofInstant(when, zone);
    if (openAt(now)) {
      return Optional.of(when);
    }
    for (int ahead = 0; ahead <= AHEAD; ahead++) {
      LocalDate day = now.toLocalDate().plusDays(ahead);
      Optional<LocalDateTime> first =
          holidays.contains(day)
              ? Optional.empty()
              : begins(day).stream().filter(t -> t.isAfter(now)).min(LocalDateTime::compareTo);
      if (first.isPresent()) {
        return first.map(t -> t.atZone(zone).toInstant());
      }
    }
    return Optional.empty();
  }

  private List<LocalDateTime> begins(LocalDate day) {
    return shifts.isEmpty()
        ? List.of(day.atStartOfDay())
        : shifts.stream()
            .filter(s -> s.days().contains(day.getDayOfWeek()))
            .map(s -> day.atTime(s.from()))
            .toList();
  }

  private static Shift shift(String text) {
    Matcher hours = HOURS.matcher(text.strip());
    if (!hours.matches()) {
      throw new IllegalArgumentException(
          "has '" + text + "'; give days and hours such as Mon-Fri 09:00-21:00");
    }
    try {
      String till = hours.group("till");
      return new Shift(
          weekdays(hours.group("days")),
          LocalTime.parse(hours.group("from")),
          till.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(till));
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException("has '" + text + "'; give times from 00:00 to 24:00");
    }
  }

  private static Set<DayOfWeek> weekdays(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] ends = part.split("-", -1);
      int from = DAYS.indexOf(ends[0]);
      int till = DAYS.indexOf(ends[ends.length - 1]);
      if (from < 0 || till < 0 || ends.length > 2) {
        throw new IllegalArgumentException("has '" + text + "'; give days such as Mon-Fri or Sat");
      }
      for (int day = from; ; day = (day + 1) % DAYS.size()) {
        days.add(DayOfWeek.of(day + 1));
        if (day == till) {
          break;
        }
      }
    }
    return days;
  }

  private static List<LocalDate> days(String text) {
    String[] ends = text.strip().split("/", -1);
    try {
      LocalDate from = LocalDate.parse(ends[0]);
      LocalDate till = LocalDate.parse(ends[ends.length - 1]);
      if (ends.length <= 2 && !till.isBefore(from) && till.isBefore(from.plusDays(MOST_DAYS_OFF))) {
        return from.datesUntil(till.plusDays(1)).toList();
      }
    } catch (DateTimeException unreadable) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "has '" + text + "'; give days such as 2026-10-01 or 2026-10-01/2026-10-07");
  }
}
