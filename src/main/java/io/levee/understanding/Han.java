package io.levee.understanding;

/** Chinese characters. */
final class Han {
  private Han() {}

  static boolean is(char c) {
    if (c >= 0x4E00 && c <= 0x9FFF) {
      return true;
    }
    return c >= 0x2E80 && Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
  }
}
