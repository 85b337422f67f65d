package io.levee.conversation;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** What Levee says of its own accord, to shoppers and agents, from the one resource bundle. */
public final class Wording {
  private static final String BUNDLE = "io.levee.wording";

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private Wording() {}

  /**
   * @param key a key of the bundle
   * @param arguments fill {@code {0}}, {@code {1}} …; numbers are given as text
   * @return the sentence in that language
   * @throws java.util.MissingResourceException if the bundle has no such key
   */
  public static String of(Language language, String key, Object... arguments) {
    String pattern =
        ResourceBundle.getBundle(BUNDLE, language.locale(), NO_FALLBACK).getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, language.locale()).format(arguments);
  }
}
