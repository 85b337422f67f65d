package io.levee.understanding;

import io.levee.conversation.Language;

/** Tells Chinese from English by script. */
final class Languages {
  private Languages() {}

  /**
   * @param normalised as {@link Normalizer} gives it
   * @param otherwise the answer when there is neither a Chinese character nor a Latin word
   * @return Chinese when it has at least as many Chinese characters as Latin words: shoppers mix
   *     English words into Chinese sentences, the other way round is rare
   */
  static Language of(String normalised, Language otherwise) {
    int han = 0;
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < normalised.length(); i++) {
      char c = normalised.charAt(i);
      boolean latin = (c >= 'a' && c <= 'z') || (c == '\'' && inWord);
      if (latin && !inWord) {
        words++;
      }
      inWord = latin;
      if (Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN) {
        han++;
      }
    }
    if (han + words == 0) {
      return otherwise;
    }
    return han >= words ? Language.ZH : Language.EN;
  }
}
