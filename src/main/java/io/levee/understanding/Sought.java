package io.levee.understanding;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of many alternatives, tried only where one of them may begin: most texts hold few such
 * places or none, and {@link Matcher#find} would try every alternative at each. Finds what find
 * would. Immutable.
 */
final class Sought {
  /** No pattern's literals: a letter, a Han character, a mark and an emoji's half. */
  private static final String OTHERS = "\u00E9\u9FA5\u0301\uD83D";

  private final Pattern pattern;
  private final BitSet beginnings;
  private final boolean anywhere;

  /**
   * @param regex matches no empty text, and looks for nothing that must stand before it
   */
  Sought(String regex) {
    this.pattern = Pattern.compile(regex);
    this.beginnings = new BitSet();
    for (char c = 0; c < 0x80; c++) {
      learn(c);
    }
    regex.chars().forEach(c -> learn((char) c));
    this.anywhere = OTHERS.chars().anyMatch(c -> mayBegin((char) c));
  }

  private void learn(char c) {
    if (mayBegin(c)) {
      beginnings.set(c);
    }
  }

  /** Whether more text after it could make a match. */
  private boolean mayBegin(char c) {
    Matcher matcher = pattern.matcher(String.valueOf(c));
    return matcher.lookingAt() || matcher.hitEnd();
  }

  boolean isIn(String text) {
    return next(text, 0) != null;
  }

  /** The leftmost match that begins there or later, or null. */
  Matcher next(String text, int from) {
    Matcher matcher = null;
    for (int i = from; i < text.length(); i++) {
      if (anywhere || beginnings.get(text.charAt(i))) {
        matcher = matcher == null ? matcher(text) : matcher;
        matcher.region(i, text.length());
        if (matcher.lookingAt()) {
          return matcher;
        }
      }
    }
    return null;
  }

  int count(String text) {
    int count = 0;
    for (Matcher found = next(text, 0); found != null; found = next(text, found.end())) {
      count++;
    }
    return count;
  }

  /** The text without its matches. */
  String without(String text) {
    return pattern.matcher(text).replaceAll("");
  }

  /** What lies before a region counts for look-behinds and word boundaries. */
  private Matcher matcher(String text) {
    return pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
  }
}
