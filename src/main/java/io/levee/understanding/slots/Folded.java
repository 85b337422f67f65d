package io.levee.understanding.slots;

/**
 * A text in one width, case and script, code unit for code unit, so that places in it are places in
 * the text as typed.
 *
 * @param typed as the shopper wrote it
 * @param text half width, upper case, and simplified as far as the finders' own words go
 */
record Folded(String typed, String text) {
  private static final int LONGEST = 1_000;
  private static final String TRADITIONAL =
      "號單個週雙兩塊錢電話萬圓禮國慶誕節點過後陳順豐圓達極東訂運遞碼體個幾區縣鎮鄉鄰門樓棟號廈園灣慄臺廣蘇陝遼寧黑龍貴雲鹹歐輕來時間萬買寫";
  private static final String SIMPLIFIED =
      "号单个周双两块钱电话万圆礼国庆诞节点过后陈顺丰圆达极东订运递码体个几区县镇乡邻门楼栋号厦园湾栗台广苏陕辽宁黑龙贵云咸欧轻来时间万买写";

  static Folded of(String typed) {
    char[] chars = typed.substring(0, Math.min(typed.length(), LONGEST)).toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = fold(chars[i]);
    }
    return new Folded(typed, new String(chars));
  }

  private static char fold(char c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }
    if (c >= '！' && c <= '～') {
      return fold((char) (c - 0xFEE0));
    }
    int at = TRADITIONAL.indexOf(c);
    if (at >= 0) {
      return SIMPLIFIED.charAt(at);
    }
    return switch (c) {
      case '\u3000', '\u00A0' -> ' ';
      case '‐', '‑', '‒', '–', '—', '―', '−' -> '-';
      case '￥' -> '¥';
      default -> c;
    };
  }

  int length() {
    return text.length();
  }

  /** Whether any of those characters is in it. */
  boolean hasAny(String characters) {
    for (int i = 0; i < characters.length(); i++) {
      if (text.indexOf(characters.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  boolean hasDigits() {
    for (int i = 0; i < text.length(); i++) {
      if (digit(i)) {
        return true;
      }
    }
    return false;
  }

  /** An ASCII digit; false outside the text. */
  boolean digit(int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** A letter of the Latin alphabet; false outside the text. */
  boolean letter(int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= 'A' && text.charAt(at) <= 'Z';
  }

  /** The last {@code most} characters of the clause before {@code at}. */
  String before(int at, int most) {
    int start = at;
    while (start > 0 && at - start < most && !endsClause(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, at);
  }

  /** The first {@code most} characters of the clause from {@code at} on. */
  String after(int at, int most) {
    int end = at;
    while (end < text.length() && end - at < most && !endsClause(text.charAt(end))) {
      end++;
    }
    return text.substring(at, end);
  }

  private static boolean endsClause(char c) {
    return "。!?;,\n、".indexOf(c) >= 0;
  }
}
