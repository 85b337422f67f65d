package io.levee.conversation;

import java.util.Locale;

/** A language that Levee speaks. */
public enum Language {
  ZH(Locale.SIMPLIFIED_CHINESE),
  EN(Locale.ENGLISH);

  private final Locale locale;
  private final String tag = name().toLowerCase(Locale.ROOT);

  Language(Locale locale) {
    this.locale = locale;
  }

  public Locale locale() {
    return locale;
  }

  /** {@code zh} or {@code en}, as written in knowledge files. */
  public String tag() {
    return tag;
  }
}
