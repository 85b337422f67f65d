package io.levee.replay;

/**
 * Text in terminal columns: a CJK character takes two (<a
 * href="https://www.unicode.org/reports/tr11/">Unicode TR 11</a>, wide and fullwidth), a combining
 * mark none.
 */
final class Cells {
  /** First and last code point of each wide range. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD}
  };

  private Cells() {}

  static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  /** The text in exactly that many columns: cut with an ellipsis, or filled with spaces. */
  static String fit(String text, int columns) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    if (width(line) <= columns) {
      return line + " ".repeat(columns - width(line));
    }
    StringBuilder out = new StringBuilder();
    int used = 0;
    for (int at = 0; at < line.length(); ) {
      int c = line.codePointAt(at);
      if (used + width(c) > columns - 1) {
        break;
      }
      out.appendCodePoint(c);
      used += width(c);
      at += Character.charCount(c);
    }
    return out.append('…').append(" ".repeat(columns - used - 1)).toString();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (c >= range[0] && c <= range[1]) {
        return 2;
      }
    }
    return 1;
  }
}
