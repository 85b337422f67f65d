package io.levee.dialogue;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shopper who answers with one of the options, in full or by its number. */
final class Choice {
  private static final String CHINESE = "一二三四五六七八九十";
  private static final String NUMERALS = CHINESE + '两';
  private static final List<String> ENGLISH =
      List.of("first", "second", "third", "fourth", "fifth", "sixth");

  private static final Pattern BY_NUMBER =
      Pattern.compile(
          "(?:我?选择?)?第?(?:option|number|no\\.?|#)?\\s*(\\d{1,2}|[一二两三四五六七八九十])"
              + "\\s*(?:个|项|条|号|st|nd|rd|th)?(?:吧|的)?");
  private static final Pattern COUNTED = Pattern.compile("\\d{1,3} *(?:件|pcs)");
  private static final Pattern BY_WORD =
      Pattern.compile("(?:the )?(" + String.join("|", ENGLISH) + ")(?: one| option)?");

  /** The first that joins with the letter before it. */
  private static final char FIRST_MARK = '\u0300';

  private Choice() {}

  /**
   * @return the option that is meant, word for word, or the text as typed
   */
  static String among(List<String> offered, Utterance utterance) {
    for (String option : offered) {
      if (is(option, utterance.folded())) {
        return option;
      }
    }
    OptionalInt number = utterance.number();
    if (number.isEmpty()
        || offered.stream().anyMatch(option -> COUNTED.matcher(option).matches())) {
      // Among "1 piece, 2 pieces" a number is no place in the list.
      return utterance.text();
    }
    return number.getAsInt() >= 1 && number.getAsInt() <= offered.size()
        ? offered.get(number.getAsInt() - 1)
        : utterance.text();
  }

  private static boolean is(String option, String said) {
    return mayBegin(option, said) && folded(option).equals(said);
  }

  /** Whether it may be folded to what begins like that: most options begin otherwise. */
  private static boolean mayBegin(String option, String said) {
    if (option.isEmpty() || said.isEmpty()) {
      return true;
    }
    char first = option.charAt(0);
    if (isIdeograph(first)) {
      return first == said.charAt(0);
    }
    boolean marked = option.length() > 1 && option.charAt(1) >= FIRST_MARK;
    boolean plain = first < 0x80 && Character.isLetterOrDigit(first) && !marked;
    return !plain || Character.toLowerCase(first) == said.charAt(0);
  }

  static OptionalInt number(String said) {
    // Most messages have neither, and patterns are dear.
    if (!hasNumber(said)) {
      return OptionalInt.empty();
    }
    Matcher digits = BY_NUMBER.matcher(said);
    if (digits.matches()) {
      String number = digits.group(1).replace('两', '二');
      int chinese = CHINESE.indexOf(number);
      return OptionalInt.of(chinese >= 0 ? chinese + 1 : Integer.parseInt(number));
    }
    Matcher word = BY_WORD.matcher(said);
    return word.matches()
        ? OptionalInt.of(ENGLISH.indexOf(word.group(1)) + 1)
        : OptionalInt.empty();
  }

  private static boolean hasNumber(String said) {
    for (int i = 0; i < said.length(); i++) {
      char c = said.charAt(i);
      if (Character.isDigit(c) || NUMERALS.indexOf(c) >= 0) {
        return true;
      }
    }
    for (String word : ENGLISH) {
      if (said.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Without case, width, and what stands around. */
  static String folded(String text) {
    String normal = isNormal(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
    String folded = normal.toLowerCase(Locale.ROOT);
    int begin = 0;
    int end = folded.length();
    while (begin < end && surrounds(folded.codePointAt(begin))) {
      begin += Character.charCount(folded.codePointAt(begin));
    }
    while (begin < end && surrounds(folded.codePointBefore(end))) {
      end -= Character.charCount(folded.codePointBefore(end));
    }
    return folded.substring(begin, end);
  }

  /** Whether it is all ASCII and unified ideographs, which normalizing leaves as they are. */
  private static boolean isNormal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7F && !isIdeograph(c)) {
        return false;
      }
    }
    return true;
  }

  /** A unified one, which stays what it is whatever follows. */
  private static boolean isIdeograph(char c) {
    return c >= 0x4E00 && c <= 0x9FFF;
  }

  private static boolean surrounds(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          letter != '#';
      default -> Character.isWhitespace(letter);
    };
  }
}
