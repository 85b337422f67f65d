package io.levee.understanding.slots;

import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Sizes of clothes and shoes. */
final class SizeFinder implements Finder {
  private static final String LETTERS = "(?:X{0,5}[SL]|[2-9]X[SL]|M)";

  /** A single letter is a size only where something says so. */
  private static final Pattern LETTER =
      Pattern.compile(
          "(?<![A-Z0-9])(?:(尺码|码数|尺寸|SIZE|穿|拍|换|要|买|选|是)(?:个|成|的|了|是|:)? ?)?("
              + LETTERS
              + ")(?![A-Z0-9'&])( ?[码号]| SIZE|的)?");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\d.])(\\d{2,3}(?:\\.5)?) ?(?:码|SIZE)"
              + "|(?<![\\d.月第])([2-5]\\d(?:\\.5)?)号(?![楼线店门仓院])"
              + "|(?:尺码|码数|鞋码|SIZE|穿|EUR?|UK|US) ?(?:是|为|:|的)? ?(\\d{1,3}(?:\\.5)?)(?![\\d.元块斤天件CK%KM年月])");

  private static final Pattern BODY =
      Pattern.compile("(?<!\\d)(1[2-9]\\d/\\d{2,3}[ABCY])(?![A-Z])");
  private static final Pattern WORD = Pattern.compile("均码|[大中小]码|加[大小]码|特[大小]码|(?<!几)[大中小]号");

  @Override
  public void find(Folded text, SlotContext context, Consumer<Slot> found) {
    if (text.hasAny("SLM")) {
      LETTER.matcher(text.text()).results().forEach(m -> letter(m, text, found));
    }
    if (text.hasDigits()) {
      NUMBER.matcher(text.text()).results().forEach(m -> number(m, found));
      BODY.matcher(text.text()).results().forEach(m -> found.accept(slot(m, 1, 0.95)));
    }
    if (text.hasAny("码号")) {
      WORD.matcher(text.text()).results().forEach(m -> found.accept(slot(m, 0, 0.85)));
    }
  }

  private static void letter(MatchResult m, Folded text, Consumer<Slot> found) {
    boolean told = m.group(3) != null || m.group(1) != null;
    boolean alone = text.text().strip().length() == m.group(2).length();
    double sure = told ? 0.95 : m.group(2).length() > 1 ? 0.85 : alone ? 0.8 : 0;
    found.accept(slot(m, 2, sure));
  }

  private static void number(MatchResult m, Consumer<Slot> found) {
    int group = m.group(1) != null ? 1 : m.group(2) != null ? 2 : 3;
    double size = Double.parseDouble(m.group(group));
    boolean likely = (size >= 22 && size <= 50) || (size >= 60 && size <= 190 && size % 5 == 0);
    double sure = group == 1 ? 0.95 : group == 3 ? 0.85 : size <= 31 ? 0.5 : 0.72; // 28号 is a day
    found.accept(slot(m, group, likely ? sure : 0.5));
  }

  private static Slot slot(MatchResult m, int group, double sure) {
    return new Slot(SlotKind.SIZE, m.start(group), m.end(group), m.group(group), "", sure);
  }
}
