package io.levee.knowledge;

import io.levee.conversation.Language;
import java.text.Normalizer;
import java.util.Locale;

/** What makes two phrases one. */
final class Phrases {
  private Phrases() {}

  /** The phrase without what does not matter: case, width, spaces, punctuation. */
  static String key(String phrase) {
    String folded = Normalizer.normalize(phrase, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder key = new StringBuilder(folded.length());
    folded.codePoints().filter(Character::isLetterOrDigit).forEach(key::appendCodePoint);
    return key.isEmpty() ? folded.strip() : key.toString();
  }

  static Language language(String phrase) {
    return phrase
            .codePoints()
            .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
        ? Language.ZH
        : Language.EN;
  }
}
