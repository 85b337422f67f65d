package io.levee.dialogue;

import io.levee.conversation.Language;
import io.levee.conversation.Wording;

/** A wait in words, never shorter than it is. */
final class Waits {
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;

  private Waits() {}

  static String words(Language language, int seconds) {
    if (seconds < MINUTE) {
      return Wording.of(language, "wait.moment");
    }
    int minutes = Math.ceilDiv(seconds, MINUTE);
    if (seconds < HOUR) {
      return minutes == 1
          ? Wording.of(language, "wait.minute")
          : Wording.of(language, "wait.minutes", Integer.toString(minutes));
    }
    int hours = Math.ceilDiv(seconds, HOUR);
    return hours == 1
        ? Wording.of(language, "wait.hour")
        : Wording.of(language, "wait.hours", Integer.toString(hours));
  }
}
