package io.levee.channel.wire;

/** Which texts can be stored and sent on. */
public final class Texts {
  private Texts() {}

  /** What is wrong with the characters of that text; null when nothing is. */
  public static String fault(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return "has a NUL character (U+0000) at " + i + "; leave it out";
      }
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!pair) {
        return "has half a surrogate pair at " + i + "; it is not well-formed Unicode";
      }
      i++;
    }
    return null;
  }
}
