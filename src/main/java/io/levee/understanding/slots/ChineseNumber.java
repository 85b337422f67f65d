package io.levee.understanding.slots;

import java.math.BigDecimal;

/** Numbers as shoppers write them: {@code 1,299.5}, 一百二十, 两百五, 三千, 1.5万. */
final class ChineseNumber {
  private static final String DIGITS = "零一二三四五六七八九";

  /** A number of either script; for use within other patterns. */
  static final String PATTERN =
      "(?:\\d{1,3}(?:,\\d{3}){1,3}(?:\\.\\d{1,2})?|\\d{1,9}(?:\\.\\d{1,2})?[千万]?"
          + "|[零〇一二两三四五六七八九十百千万]{1,9})";

  private ChineseNumber() {}

  /** Null when it is no number. */
  static BigDecimal parse(String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (text.charAt(0) >= '0' && text.charAt(0) <= '9') {
      return arabic(text.replace(",", ""));
    }
    String plain = text.replace('两', '二').replace('〇', '零');
    boolean counted = plain.chars().anyMatch(c -> "十百千万".indexOf(c) >= 0);
    return counted ? counted(plain) : spelled(plain);
  }

  private static BigDecimal arabic(String text) {
    int last = text.length() - 1;
    int unit = unit(text.charAt(last));
    return unit == 0
        ? new BigDecimal(text)
        : new BigDecimal(text.substring(0, last)).multiply(BigDecimal.valueOf(unit));
  }

  /** 一七五: digit by digit. */
  private static BigDecimal spelled(String text) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        return null;
      }
      value = value * 10 + digit;
    }
    return BigDecimal.valueOf(value);
  }

  private static BigDecimal counted(String text) {
    long myriads = 0;
    long sum = 0;
    long digit = -1;
    int lastUnit = 0;
    for (int i = 0; i < text.length(); i++) {
      int d = DIGITS.indexOf(text.charAt(i));
      int unit = unit(text.charAt(i));
      if (d >= 0) {
        digit = d;
        lastUnit = d == 0 ? 0 : lastUnit;
      } else if (unit == 10_000) {
        myriads = (sum + Math.max(digit, 0)) * unit;
        sum = 0;
        digit = -1;
        lastUnit = unit;
      } else if (unit > 0) {
        sum += (digit < 0 ? 1 : digit) * unit;
        digit = -1;
        lastUnit = unit;
      } else {
        return null;
      }
    }
    // 两百五 is 250, 二百零五 is 205
    long rest = digit < 0 ? 0 : lastUnit >= 100 ? digit * (lastUnit / 10) : digit;
    return BigDecimal.valueOf(myriads + sum + rest);
  }

  private static int unit(char c) {
    return switch (c) {
      case '十' -> 10;
      case '百' -> 100;
      case '千' -> 1_000;
      case '万' -> 10_000;
      default -> 0;
    };
  }

  /** Without trailing zeros and exponents. */
  static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
