package io.levee.understanding.slots;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Days as seen from today, where the text leaves the year, month or week open. */
record Days(LocalDate today) {
  /** Which way from today. */
  enum Side {
    BEFORE,
    AFTER,
    EITHER
  }

  private static final Pattern TO_COME =
      Pattern.compile("^.{0,3}(?:能|会|可以|要|送到|到货|前|之前|有货|开始|才)|^ ?(?:BEFORE|WILL)");
  private static final Pattern ORDERED =
      Pattern.compile("\\b(?:ORDERED|BOUGHT|PLACED|PAID|SINCE|SHIPPED|DELIVERED|ARRIVED)\\b");
  private static final Pattern GONE =
      Pattern.compile("^.{0,4}(?:买|下单|下的|付|拍|收到|签收|订|发的|发了|寄|退|申请|就)");

  /** What the words around the day say. */
  static Side side(Folded text, MatchResult day) {
    if (ORDERED.matcher(text.before(day.start(), 20)).find()) {
      return Side.BEFORE;
    }
    String after = text.after(day.end(), 8);
    return TO_COME.matcher(after).find()
        ? Side.AFTER
        : GONE.matcher(after).find() ? Side.BEFORE : Side.EITHER;
  }

  /** That day of the year; where nothing else is said, the nearest. Null when there is none. */
  LocalDate yearly(int month, int day, Side side) {
    MonthDay wanted;
    try {
      wanted = MonthDay.of(month, day);
    } catch (DateTimeException e) {
      return null;
    }
    LocalDate best = null;
    for (int year = today.getYear() - 1; year <= today.getYear() + 1; year++) {
      LocalDate candidate = wanted.atYear(year);
      boolean allowed =
          switch (side) {
            case BEFORE -> !candidate.isAfter(today);
            case AFTER -> !candidate.isBefore(today);
            case EITHER -> true;
          };
      if (allowed && (best == null || distance(candidate) < distance(best))) {
        best = candidate;
      }
    }
    return best;
  }

  /** That day of a month; where nothing else is said, the last one. Null when there is none. */
  LocalDate monthly(int day, Side side) {
    LocalDate month = today.withDayOfMonth(1);
    if (side == Side.AFTER && day < today.getDayOfMonth()) {
      month = month.plusMonths(1);
    } else if (side != Side.AFTER && day > today.getDayOfMonth()) {
      month = month.minusMonths(1);
    }
    return inMonth(month, day);
  }

  /** Null when that month has no such day. */
  LocalDate inMonth(LocalDate month, int day) {
    return day >= 1 && day <= month.lengthOfMonth() ? month.withDayOfMonth(day) : null;
  }

  /** That day of the week so many weeks from this one; weeks begin on Monday. */
  LocalDate inWeek(int weeks, DayOfWeek day) {
    return today
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .plusWeeks(weeks)
        .with(TemporalAdjusters.nextOrSame(day));
  }

  /** This week's; the next where the text says that it is to come. */
  LocalDate weekly(DayOfWeek day, Side side) {
    return switch (side) {
      case BEFORE -> today.with(TemporalAdjusters.previousOrSame(day));
      case AFTER -> today.with(TemporalAdjusters.nextOrSame(day));
      case EITHER -> inWeek(0, day);
    };
  }

  private long distance(LocalDate day) {
    return Math.abs(ChronoUnit.DAYS.between(today, day));
  }
}
