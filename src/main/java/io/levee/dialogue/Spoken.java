package io.levee.dialogue;

import io.levee.conversation.Language;
import io.levee.conversation.Session;
import io.levee.conversation.Understood;
import java.util.regex.Pattern;

/** Which language to answer in. */
final class Spoken {
  /** Numbers of orders and parcels, sizes: no words of any language. */
  private static final Pattern CODE =
      Pattern.compile("[A-Za-z]{0,6}[ -]?\\d[A-Za-z0-9]*(?:[ -]\\d+)*");

  private static final Pattern ONE_WORD = Pattern.compile("[^\\s\\p{IsHan}]+");

  private Spoken() {}

  /**
   * The message's own language. A text without words has none, and a lone Latin word in the midst
   * of a Chinese talk ("ok", "XL", a parcel's number) does not change it.
   */
  static Language language(Session session, Utterance text, Understood understood) {
    Language before = session.talk().language();
    if (!text.hasWords()) {
      return before;
    }
    boolean amidst = !session.talk().sentiments().isEmpty() && before == Language.ZH;
    return amidst && text.isOneWord() ? before : understood.language();
  }

  static boolean isOneWord(String text) {
    return ONE_WORD.matcher(text.strip()).matches();
  }

  static boolean hasWords(String text) {
    boolean mayHaveCodes = text.chars().anyMatch(c -> c >= '0' && c <= '9');
    String words = mayHaveCodes ? CODE.matcher(text).replaceAll("") : text;
    return words.codePoints().anyMatch(Character::isLetter);
  }
}
