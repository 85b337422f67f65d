package io.levee.understanding.slots;

import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Sums of money. */
final class AmountFinder implements Finder {
  private static final String N = ChineseNumber.PATTERN;
  private static final Pattern SIGN =
      Pattern.compile("(¥|RMB|CNY|US\\$|USD|\\$|€|£) ?(\\d{1,9}(?:,\\d{3}){0,3}(?:\\.\\d{1,2})?)");
  private static final Pattern UNIT =
      Pattern.compile(
          "(?<![\\d.])("
              + N
              + ")[多来几余]? ?(块钱|块|元|RMB|CNY|人民币|YUAN|KUAI|USD|美元|美金|刀|DOLLARS?|BUCKS|EUROS?|欧元"
              + "|POUNDS?|英镑|港币|毛钱?|角)(?:([一二两三四五六七八九\\d])(?![\\d个件天斤]))?");

  @Override
  public void find(Folded text, SlotContext context, Consumer<Slot> found) {
    if (text.hasAny("¥RC$U€£")) {
      SIGN.matcher(text.text()).results().forEach(m -> found.accept(signed(m)));
    }
    if (text.hasDigits() || text.hasAny("块元毛角")) {
      UNIT.matcher(text.text()).results().forEach(m -> counted(m, text, found));
    }
  }

  private static Slot signed(MatchResult m) {
    BigDecimal value = new BigDecimal(m.group(2).replace(",", ""));
    return slot(m.start(), m.end(), value, currency(m.group(1)), 0.97);
  }

  private static void counted(MatchResult m, Folded text, Consumer<Slot> found) {
    BigDecimal value = ChineseNumber.parse(m.group(1));
    if (value == null) {
      return;
    }
    String unit = m.group(2);
    int end = m.end(2);
    if (unit.startsWith("毛") || unit.startsWith("角")) {
      value = value.movePointLeft(1);
    } else if (unit.equals("块") && m.group(3) != null) {
      value = value.add(ChineseNumber.parse(m.group(3)).movePointLeft(1)); // 三块五
      end = m.end(3);
    }
    found.accept(slot(m.start(), end, value, currency(unit), confidence(m, unit, text, end)));
  }

  /** 两块香皂 are two bars of soap, 两块钱 are not. */
  private static double confidence(MatchResult m, String unit, Folded text, int end) {
    if (unit.equals("角")) {
      return 0.55;
    }
    if (!unit.equals("块") || m.group(3) != null) {
      return 0.95;
    }
    boolean money =
        text.after(end, 1).isEmpty() || "的多吧了呢吗都就,。!?以还能运 ".indexOf(text.after(end, 1)) >= 0;
    return money ? 0.9 : m.group(1).matches("\\d{2,}.*|.*[十百千万].*") ? 0.75 : 0.45;
  }

  private static Slot slot(int start, int end, BigDecimal value, String currency, double sure) {
    return new Slot(SlotKind.AMOUNT, start, end, ChineseNumber.plain(value), currency, sure);
  }

  private static String currency(String unit) {
    return switch (unit) {
      case "$", "US$", "USD", "美元", "美金", "刀", "DOLLAR", "DOLLARS", "BUCKS" -> "USD";
      case "€", "EURO", "EUROS", "欧元" -> "EUR";
      case "£", "POUND", "POUNDS", "英镑" -> "GBP";
      case "港币" -> "HKD";
      default -> "CNY";
    };
  }
}
