package io.levee.replay.plan;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes what may point to a person out of a text: five digits or more in a row, also with blanks,
 * dots or hyphens between, become zeros, so that an order number still looks like one; mail
 * addresses go.
 */
public final class Redaction {
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}(?:[ .\\-\u2013]?\\p{Nd}){4,}");
  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");

  private Redaction() {}

  /** The text without them. */
  public static String of(String text) {
    String withoutMail = MAIL.matcher(text).replaceAll("x@example.com");
    return NUMBER.matcher(withoutMail).replaceAll(Redaction::zeros);
  }

  private static String zeros(MatchResult number) {
    return number.group().replaceAll("\\p{Nd}", "0");
  }
}
