package io.levee.understanding.slots;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Days, written out, counted from today, or by the name of the festival. */
final class DateFinder implements Finder {
  /** The first and last day meant, and how surely; null where a pattern's match is no day. */
  private record Span(LocalDate first, LocalDate last, double sure) {
    static Span of(LocalDate day, double sure) {
      return day == null ? null : new Span(day, day, sure);
    }
  }

  @FunctionalInterface
  private interface Reader {
    Span read(MatchResult found, Folded text, Days days);
  }

  /** Tried only on a text that has any of the characters in {@code needs}. */
  private record Rule(String needs, Pattern pattern, Reader reader) {}

  private static final String DAY = "([0-3]?\\d|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])";
  private static final String MONTH = "(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])";
  private static final String COUNT = "(\\d{1,3}|[一二两三四五六七八九十半]{1,3})";
  private static final Map<String, Integer> YEARS = Map.of("前年", -2, "去年", -1, "今年", 0, "明年", 1);

  /** Month × 100 + day. */
  private static final Map<String, Integer> FESTIVALS =
      Map.ofEntries(
          Map.entry("双十一", 1111),
          Map.entry("双11", 1111),
          Map.entry("11.11", 1111),
          Map.entry("双十二", 1212),
          Map.entry("双12", 1212),
          Map.entry("12.12", 1212),
          Map.entry("618", 618),
          Map.entry("六一八", 618),
          Map.entry("三八节", 308),
          Map.entry("38节", 308),
          Map.entry("女神节", 308),
          Map.entry("国庆", 1001),
          Map.entry("五一", 501),
          Map.entry("元旦", 101),
          Map.entry("圣诞", 1225),
          Map.entry("情人节", 214));

  private static final List<Rule> RULES =
      List.of(
          rule(
              "0",
              "(?<!\\d)(20\\d\\d)[-/.年] ?(\\d{1,2})[-/.月] ?(\\d{1,2})(?!\\d)[日号]?",
              DateFinder::full),
          rule(
              "0",
              "(?<![\\dA-Z])(20[0-3]\\d)(0[1-9]|1[0-2])([0-3]\\d)(?!\\d)",
              DateFinder::compact),
          rule(
              "月",
              "(前年|去年|今年|明年)?的?(?<![\\d一二三四五六七八九十])" + MONTH + "月份?" + DAY + "?[日号]?",
              DateFinder::ofYear),
          rule("日号", "(?<![\\d.])(1[0-2]|0?[1-9])[./](\\d{1,2})[日号]", DateFinder::dotted),
          rule("月", "(上上|上|这|本|下)个?月" + DAY + "?[日号]?(?!\\d)", DateFinder::ofMonth),
          rule(
              "号",
              "(?<![\\d月.个第一二三四五六七八九十A-Z])" + DAY + "号(?![楼线色店仓院门链码机口床房库车座电客款池会台])",
              DateFinder::ofAnyMonth),
          rule(
              "天日晚早儿",
              "(?<![目之以天年月])(大?前|昨|今|明|(?<!今)大?后)(?:[天日]|晚上?|早上?|儿(?!童))",
              DateFinder::near),
          rule(
              "前后",
              "(?<![\\d.])" + COUNT + "多?(天|日|周|个?星期|个?礼拜|个月)(?:之|以)?(前|后)",
              DateFinder::counted),
          rule(
              "周星礼",
              "(?<![每\\d一二两三几双])(上上|上|这|本|下)?个?(?:周|星期|礼拜)([一二三四五六日天末])(?!次)",
              DateFinder::ofWeek),
          rule("周星礼", "(上上|上|下)个?(?:周|星期|礼拜)(?![一二三四五六日天末])", DateFinder::wholeWeek),
          rule(
              "双.6六节国五元圣情",
              "(前年|去年|今年|明年)?的?(双十[一二]|双1[12]|(?<![\\d.])1[12]\\.1[12](?![\\d.元块])"
                  + "|(?<![\\dA-Z.])618(?![\\dA-Z.元块件号])|六一八|三八节|(?<!\\d)38节|女神节|国庆|(?<![十\\d])五一(?![个次起直点])"
                  + "|元旦|圣诞|情人节)(?:节|那天|当天)?",
              DateFinder::festival));

  private static Rule rule(String needs, String pattern, Reader reader) {
    return new Rule(needs, Pattern.compile(pattern), reader);
  }

  @Override
  public void find(Folded text, SlotContext context, Consumer<Slot> found) {
    Days days = new Days(context.today());
    for (Rule rule : RULES) {
      if (text.hasAny(rule.needs)) {
        rule.pattern.matcher(text.text()).results().forEach(m -> read(rule, m, text, days, found));
      }
    }
    if (text.hasAny("AEY")) {
      EnglishDates.find(text, days, found);
    }
  }

  private static void read(Rule rule, MatchResult m, Folded text, Days days, Consumer<Slot> found) {
    Span span = rule.reader.read(m, text, days);
    if (span != null) {
      found.accept(slot(m, span));
    }
  }

  private static Slot slot(MatchResult m, Span span) {
    String last = span.first.equals(span.last) ? "" : span.last.toString();
    return new Slot(SlotKind.DATE, m.start(), m.end(), span.first.toString(), last, span.sure);
  }

  private static Span full(MatchResult m, Folded text, Days days) {
    return Span.of(exact(number(m.group(1)), number(m.group(2)), number(m.group(3))), 0.97);
  }

  private static Span compact(MatchResult m, Folded text, Days days) {
    return Span.of(exact(number(m.group(1)), number(m.group(2)), number(m.group(3))), 0.6);
  }

  private static Span ofYear(MatchResult m, Folded text, Days days) {
    int month = number(m.group(2));
    boolean told = m.group(1) != null;
    int year = days.today().getYear() + (told ? YEARS.get(m.group(1)) : 0);
    if (m.group(3) == null) {
      LocalDate first = told ? exact(year, month, 1) : days.yearly(month, 1, Days.side(text, m));
      return new Span(first, first.with(TemporalAdjusters.lastDayOfMonth()), 0.7);
    }
    int day = number(m.group(3));
    return Span.of(
        told ? exact(year, month, day) : days.yearly(month, day, Days.side(text, m)), 0.95);
  }

  private static Span dotted(MatchResult m, Folded text, Days days) {
    return Span.of(days.yearly(number(m.group(1)), number(m.group(2)), Days.side(text, m)), 0.85);
  }

  private static Span ofMonth(MatchResult m, Folded text, Days days) {
    LocalDate month = days.today().withDayOfMonth(1).plusMonths(offset(m.group(1)));
    return m.group(2) == null
        ? new Span(month, month.with(TemporalAdjusters.lastDayOfMonth()), 0.85)
        : Span.of(days.inMonth(month, number(m.group(2))), 0.95);
  }

  private static Span ofAnyMonth(MatchResult m, Folded text, Days days) {
    return Span.of(days.monthly(number(m.group(1)), Days.side(text, m)), 0.7);
  }

  private static Span near(MatchResult m, Folded text, Days days) {
    int offset =
        switch (m.group(1)) {
          case "大前" -> -3;
          case "前" -> -2;
          case "昨" -> -1;
          case "明" -> 1;
          case "后" -> 2;
          case "大后" -> 3;
          default -> 0;
        };
    return Span.of(days.today().plusDays(offset), 0.96);
  }

  private static Span counted(MatchResult m, Folded text, Days days) {
    String typed = m.group(1);
    boolean half = typed.equals("半");
    boolean about = !half && typed.matches("[一二两三四五六七八九]{2}"); // 两三天前
    int count = half ? 15 : number(about ? typed.substring(1) : typed);
    ChronoUnit unit =
        m.group(2).equals("天") || m.group(2).equals("日") || half
            ? ChronoUnit.DAYS
            : m.group(2).endsWith("月") ? ChronoUnit.MONTHS : ChronoUnit.WEEKS;
    LocalDate day = days.today().plus(m.group(3).equals("前") ? -count : count, unit);
    return Span.of(day, about || half ? 0.6 : 0.92);
  }

  private static Span ofWeek(MatchResult m, Folded text, Days days) {
    boolean weekend = m.group(2).equals("末");
    DayOfWeek day =
        weekend
            ? DayOfWeek.SATURDAY
            : DayOfWeek.of("一二三四五六日".indexOf(m.group(2).replace('天', '日')) + 1);
    LocalDate first =
        m.group(1) == null
            ? days.weekly(day, Days.side(text, m))
            : days.inWeek(offset(m.group(1)), day);
    return new Span(first, weekend ? first.plusDays(1) : first, m.group(1) == null ? 0.75 : 0.95);
  }

  private static Span wholeWeek(MatchResult m, Folded text, Days days) {
    LocalDate monday = days.inWeek(offset(m.group(1)), DayOfWeek.MONDAY);
    return new Span(monday, monday.plusDays(6), 0.85);
  }

  private static Span festival(MatchResult m, Folded text, Days days) {
    int when = FESTIVALS.get(m.group(2));
    if (m.group(1) != null) {
      int year = days.today().getYear() + YEARS.get(m.group(1));
      return Span.of(exact(year, when / 100, when % 100), 0.95);
    }
    boolean digits = m.group(2).matches("[\\d.]+");
    return Span.of(days.yearly(when / 100, when % 100, Days.side(text, m)), digits ? 0.75 : 0.9);
  }

  private static int offset(String which) {
    return switch (which) {
      case "上上" -> -2;
      case "上" -> -1;
      case "下" -> 1;
      default -> 0;
    };
  }

  private static LocalDate exact(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(String text) {
    BigDecimal value = ChineseNumber.parse(text);
    return value == null ? 0 : value.intValue();
  }
}
