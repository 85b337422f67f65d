package io.levee.understanding.slots;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How tall and how heavy somebody is. */
final class BodyFinder implements Finder {
  private static final String REST = "(\\d{1,2}(?!\\d)|[一二三四五六七八九]{1,2})";

  /** 1米75, 一米七, 1.75m, 175cm, 身高175; of two numbers without units the first: 170 120斤. */
  private static final Pattern METRES =
      Pattern.compile(
          "(?<![\\d.])([12一二])米" + REST + "|(?<![\\d.])([12]\\.\\d{1,2}) ?(?:M(?![A-Z])|米)");

  private static final Pattern CENTIMETRES =
      Pattern.compile(
          "(身高|HEIGHT|TALL|高)?(?:是|大概|约|:| )?(?<![\\d.])(\\d{2,3}) ?(CM|公分|厘米)?( ?[,/、 ] ?(?:体重)?\\d{2,3} ?(?:斤|公斤|KG))?(?![\\d.码])");

  private static final Pattern FEET =
      Pattern.compile("(?<!\\d)([4-6])(?:'|FT ?|FOOT ?|’)(\\d{1,2})(?!\\d)");
  private static final Pattern WEIGHT =
      Pattern.compile(
          "(?<![\\d.])(\\d{1,3}(?:\\.\\d{1,2})?|[一二两三四五六七八九十百零]{1,7})[多来]? ?"
              + "(公斤|千克|KGS?(?![A-Z])|斤|LBS?(?![A-Z])|磅)");
  private static final Pattern BARE_WEIGHT =
      Pattern.compile("(?:体重|WEIGHT|WEIGH)(?:是|大概|约|:| )?(\\d{2,3})(?![\\d.]| ?[斤公千K磅L])");

  @Override
  public void find(Folded text, SlotContext context, Consumer<Slot> found) {
    if (text.hasAny("米M")) {
      METRES.matcher(text.text()).results().forEach(m -> metres(m, found));
    }
    if (text.hasAny("斤克磅KL")) {
      WEIGHT.matcher(text.text()).results().forEach(m -> weight(m, found));
    }
    if (!text.hasDigits()) {
      return;
    }
    CENTIMETRES.matcher(text.text()).results().forEach(m -> centimetres(m, found));
    FEET.matcher(text.text()).results().forEach(m -> feet(m, found));
    BARE_WEIGHT.matcher(text.text()).results().forEach(m -> bareWeight(m, found));
  }

  private static void metres(MatchResult m, Consumer<Slot> found) {
    BigDecimal metres;
    if (m.group(3) != null) {
      metres = new BigDecimal(m.group(3));
    } else {
      BigDecimal rest = ChineseNumber.parse(m.group(2));
      metres = ChineseNumber.parse(m.group(1)).add(rest.movePointLeft(m.group(2).length()));
    }
    height(m.start(), m.end(), metres.movePointRight(2), 0.9, found);
  }

  private static void centimetres(MatchResult m, Consumer<Slot> found) {
    int cm = Integer.parseInt(m.group(2));
    boolean unit = m.group(3) != null;
    int end = unit ? m.end(3) : m.end(2);
    boolean grown = cm >= 140 && cm <= 205;
    double sure =
        m.group(1) != null
            ? (cm >= 50 && cm <= 230 && (unit || cm >= 80)
                ? (m.group(1).equals("高") ? 0.75 : 0.96)
                : 0)
            : m.group(4) != null && grown ? 0.85 : unit && grown ? 0.7 : 0;
    height(m.start(2), end, BigDecimal.valueOf(cm), sure, found);
  }

  private static void feet(MatchResult m, Consumer<Slot> found) {
    int inches = Integer.parseInt(m.group(1)) * 12 + Integer.parseInt(m.group(2));
    BigDecimal cm = new BigDecimal("2.54").multiply(BigDecimal.valueOf(inches));
    height(m.start(), m.end(), cm.setScale(0, RoundingMode.HALF_UP), 0.8, found);
  }

  private static void height(int start, int end, BigDecimal cm, double sure, Consumer<Slot> found) {
    found.accept(new Slot(SlotKind.HEIGHT, start, end, ChineseNumber.plain(cm), "", sure));
  }

  private static void weight(MatchResult m, Consumer<Slot> found) {
    BigDecimal value = ChineseNumber.parse(m.group(1));
    if (value == null || value.signum() == 0) {
      return;
    }
    BigDecimal kg =
        switch (m.group(2).charAt(0)) {
          case '斤' -> value.divide(BigDecimal.TWO);
          case 'L', '磅' -> value.multiply(new BigDecimal("0.4536")).round(new MathContext(3));
          default -> value;
        };
    boolean person = kg.doubleValue() >= 30 && kg.doubleValue() <= 150;
    weight(m.start(), m.end(), kg, person ? 0.92 : 0.6, found);
  }

  /** Without a unit Chinese shoppers mean 斤 from 80 on. */
  private static void bareWeight(MatchResult m, Consumer<Slot> found) {
    BigDecimal value = new BigDecimal(m.group(1));
    BigDecimal kg = value.intValue() >= 80 ? value.divide(BigDecimal.TWO) : value;
    weight(m.start(1), m.end(1), kg, 0.75, found);
  }

  private static void weight(int start, int end, BigDecimal kg, double sure, Consumer<Slot> found) {
    found.accept(new Slot(SlotKind.WEIGHT, start, end, ChineseNumber.plain(kg), "", sure));
  }
}
