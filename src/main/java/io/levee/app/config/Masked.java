package io.levee.app.config;

import java.util.regex.Pattern;

/** What stands for a secret wherever configuration is shown. */
final class Masked {
  static final String MASK = "***";

  private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]*):[^/\\s]*@");
  private static final Pattern IN_QUERY =
      Pattern.compile("(?i)([?&;](?:password|secret|token)=)[^&;\\s]*");

  private Masked() {}

  /** The text without the passwords of URLs in it. */
  static String urls(String text) {
    String url = IN_URL.matcher(text).replaceAll("$1:" + MASK + "@");
    return IN_QUERY.matcher(url).replaceAll("$1" + MASK);
  }
}
