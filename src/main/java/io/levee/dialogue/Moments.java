package io.levee.dialogue;

import io.levee.conversation.Language;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment in words, in the shop's own time. */
final class Moments {
  private static final DateTimeFormatter ZH =
      DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);
  private static final DateTimeFormatter EN = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.UK);

  private Moments() {}

  static String words(Language language, ZonedDateTime moment) {
    return (language == Language.ZH ? ZH : EN).format(moment);
  }
}
