package io.levee.understanding.slots;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Days in English. */
final class EnglishDates {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
  private static final String MONTH =
      "(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\\.?";
  private static final String DAY = "([0-3]?\\d)(?:ST|ND|RD|TH)?";

  private static final Pattern NEAR =
      Pattern.compile("\\b(DAY BEFORE YESTERDAY|YESTERDAY|TODAY|DAY AFTER TOMORROW|TOMORROW)\\b");
  private static final Pattern AGO = Pattern.compile("\\b(\\d{1,3}|A) (DAY|WEEK|MONTH)S? AGO\\b");
  private static final Pattern WEEKDAY =
      Pattern.compile(
          "\\b(?:(LAST|THIS|NEXT) )?(MON|TUES?|WED(?:NES)?|THU(?:RS)?|FRI|SAT(?:UR)?|SUN)DAY\\b");
  private static final Pattern MONTH_DAY =
      Pattern.compile("\\b" + MONTH + " " + DAY + "\\b(?:,? (20\\d\\d))?");
  private static final Pattern DAY_MONTH =
      Pattern.compile("\\b" + DAY + " (?:OF )?" + MONTH + "(?:,? (20\\d\\d))?(?![A-Z])");

  private EnglishDates() {}

  static void find(Folded text, Days days, Consumer<Slot> found) {
    String all = text.text();
    NEAR.matcher(all)
        .results()
        .forEach(m -> accept(m, days.today().plusDays(near(m.group(1))), 0.96, found));
    AGO.matcher(all).results().forEach(m -> accept(m, ago(m, days), 0.92, found));
    WEEKDAY.matcher(all).results().forEach(m -> weekday(m, text, days, found));
    MONTH_DAY
        .matcher(all)
        .results()
        .forEach(m -> monthDay(m, m.group(1), m.group(2), text, days, found));
    DAY_MONTH
        .matcher(all)
        .results()
        .forEach(m -> monthDay(m, m.group(2), m.group(1), text, days, found));
  }

  private static int near(String word) {
    return switch (word) {
      case "DAY BEFORE YESTERDAY" -> -2;
      case "YESTERDAY" -> -1;
      case "TOMORROW" -> 1;
      case "DAY AFTER TOMORROW" -> 2;
      default -> 0;
    };
  }

  private static LocalDate ago(MatchResult m, Days days) {
    int count = m.group(1).equals("A") ? 1 : Integer.parseInt(m.group(1));
    return switch (m.group(2)) {
      case "WEEK" -> days.today().minusWeeks(count);
      case "MONTH" -> days.today().minusMonths(count);
      default -> days.today().minusDays(count);
    };
  }

  private static void weekday(MatchResult m, Folded text, Days days, Consumer<Slot> found) {
    DayOfWeek day = DayOfWeek.of(WEEKDAYS.indexOf(m.group(2).substring(0, 3)) + 1);
    if (m.group(1) == null) {
      accept(m, days.weekly(day, Days.side(text, m)), 0.75, found);
    } else if (m.group(1).equals("LAST")) {
      accept(m, days.weekly(day, Days.Side.BEFORE), 0.85, found);
    } else {
      accept(m, days.inWeek(m.group(1).equals("NEXT") ? 1 : 0, day), 0.85, found);
    }
  }

  private static void monthDay(
      MatchResult m, String month, String day, Folded text, Days days, Consumer<Slot> found) {
    int number = MONTHS.indexOf(month) + 1;
    int dayOfMonth = Integer.parseInt(day);
    if (m.group(3) == null) {
      accept(m, days.yearly(number, dayOfMonth, Days.side(text, m)), 0.93, found);
      return;
    }
    try {
      accept(m, LocalDate.of(Integer.parseInt(m.group(3)), number, dayOfMonth), 0.97, found);
    } catch (DateTimeException noSuchDay) {
      // then it is no date
    }
  }

  private static void accept(MatchResult m, LocalDate day, double sure, Consumer<Slot> found) {
    if (day != null) {
      found.accept(new Slot(SlotKind.DATE, m.start(), m.end(), day.toString(), "", sure));
    }
  }
}
