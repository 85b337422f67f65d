package io.levee.channel.wire;

/** Which texts can be stored and sent on. */
public final class Texts {
  private Texts() {}

  /** What is wrong with the characters of that text; null when nothing is. */
  public static String fault(String text) {
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (codePoint == 0) {
        return "has a NUL character (U+0000) at " + at + "; leave it out";
      }
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return "has half a surrogate pair at " + at + "; it is not well-formed Unicode";
      }
      at += Character.charCount(codePoint);
    }
    return null;
  }
}
