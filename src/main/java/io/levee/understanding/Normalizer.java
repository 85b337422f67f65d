package io.levee.understanding;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One spelling for the many ways of typing the same words: width (NFKC), script (traditional to
 * simplified), case, colloquial spellings, HTML left-overs, links, emoticons, punctuation,
 * held-down keys, spaces. Letters, digits and the point within a number stay.
 */
final class Normalizer {
  private static final Pattern ENTITY =
      Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,6});");
  private static final Map<String, String> ENTITIES =
      Map.of(
          "nbsp", " ", "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "ensp", " ",
          "emsp", " ", "hellip", "…", "yen", "¥");
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,200}>");
  private static final Pattern LINK =
      Pattern.compile("(?:https?://|www\\.)[\\w\\-.~:/?#@!$&'()*+,;=%]+");

  /**
   * Chat platforms write stickers and masked fields as {@code #E-s12}, {@code [微笑]}, {@code
   * [ORDERID_1]}.
   */
  private static final Pattern CODE =
      Pattern.compile(
          "#E-[a-z]*\\d*(?:\\[数字x?])?|\\[(?:/?\\p{IsHan}{1,3}x?|[A-Z]+_[\\w]*|[A-Z]+x?)]");

  /** The general categories of letters, marks and decimal digits, a bit each. */
  private static final int WORD =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.NON_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK
          | 1 << Character.COMBINING_SPACING_MARK
          | 1 << Character.DECIMAL_DIGIT_NUMBER;

  private static final Pattern HELD_AT_END =
      Pattern.compile("([a-z])\\1{2,}(?![a-z])|(\\p{IsHan})\\2{2,}");
  private static final Pattern HELD = Pattern.compile("([a-z])\\1{2,}");

  private static final Pattern COLLOQUIAL =
      Pattern.compile("为啥|啥(?:时候?)?|咋样?|肿么|木有|几时|何时|如何|怎样|怎麽|\\b(?:pls|plz|thx|u|ur)\\b");
  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("为啥", "为什么"),
          Map.entry("啥", "什么"),
          Map.entry("啥时", "什么时候"),
          Map.entry("啥时候", "什么时候"),
          Map.entry("咋", "怎么"),
          Map.entry("咋样", "怎么样"),
          Map.entry("肿么", "怎么"),
          Map.entry("木有", "没有"),
          Map.entry("几时", "什么时候"),
          Map.entry("何时", "什么时候"),
          Map.entry("如何", "怎么"),
          Map.entry("怎样", "怎么"),
          Map.entry("怎麽", "怎么"),
          Map.entry("pls", "please"),
          Map.entry("plz", "please"),
          Map.entry("thx", "thanks"),
          Map.entry("u", "you"),
          Map.entry("ur", "your"));

  private Normalizer() {}

  /**
   * @param text as typed
   * @return the one spelling; empty when there is no letter and no digit; normalising it again
   *     changes nothing
   */
  static String normalize(String text) {
    String plain = Folding.width(replaceEntities(replaceEntities(text)));
    plain = plain.indexOf('<') < 0 ? plain : TAG.matcher(plain).replaceAll(" ");
    plain = mayLink(plain) ? LINK.matcher(plain).replaceAll(" ") : plain;
    plain = mayBeCode(plain) ? CODE.matcher(plain).replaceAll(" ") : plain;
    plain = words(Folding.lower(Folding.script(plain)));
    if (held(plain)) {
      plain = HELD_AT_END.matcher(plain).replaceAll("$1$2");
      plain = HELD.matcher(plain).replaceAll("$1$1");
    }
    plain = closed(plain);
    return mayBeColloquial(plain)
        ? COLLOQUIAL.matcher(plain).replaceAll(found -> PLAIN.get(found.group()))
        : plain;
  }

  private static boolean mayLink(String text) {
    return text.contains("://") || text.contains("www.");
  }

  private static boolean mayBeCode(String text) {
    return text.indexOf('[') >= 0 || text.contains("#E-");
  }

  /** Letters, marks and digits; whatever stands between two runs of them is a space. */
  private static String words(String text) {
    char[] words = new char[text.length()];
    int n = 0;
    boolean apart = false;
    boolean same = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int length = Character.charCount(c);
      if (isWord(c) || stays(text, i)) {
        if (apart && n > 0) {
          words[n++] = ' ';
        }
        apart = false;
        text.getChars(i, i + length, words, n);
        n += length;
      } else {
        apart = true;
        same = false;
      }
      i += length;
    }
    return same ? text : new String(words, 0, n);
  }

  private static boolean isWord(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }
    return (c >= 0x4E00 && c <= 0x9FFF) || (WORD >> Character.getType(c) & 1) != 0;
  }

  /** The point in a number, the apostrophe in a word. */
  private static boolean stays(String text, int i) {
    char c = text.charAt(i);
    if ((c != '.' && c != '\'') || i == 0 || i + 1 == text.length()) {
      return false;
    }
    return c == '.'
        ? isDigit(text.charAt(i - 1)) && isDigit(text.charAt(i + 1))
        : Character.isLetter(text.codePointBefore(i))
            && Character.isLetter(text.codePointAt(i + 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a key may have been held down. */
  private static boolean held(String text) {
    for (int i = 2; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean again = c == text.charAt(i - 1) && c == text.charAt(i - 2);
      if ((again && (isLatin(c) || Han.is(c))) || Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLatin(char c) {
    return c >= 'a' && c <= 'z';
  }

  /** Without the spaces beside Chinese characters. */
  private static String closed(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      return text;
    }
    StringBuilder closed = new StringBuilder(text.length()).append(text, 0, space);
    for (int i = space; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' || !(isHan(text.codePointBefore(i)) || isHan(text.codePointAt(i + 1)))) {
        closed.append(c);
      }
    }
    return closed.toString();
  }

  private static boolean isHan(int c) {
    return c >= 0x2E80 && Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
  }

  /** Whether {@link #COLLOQUIAL} may find something: it is the dearest to ask. */
  private static boolean mayBeColloquial(String text) {
    for (int i = 0; i < text.length(); i++) {
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      boolean may =
          switch (text.charAt(i)) {
            case '啥', '咋' -> true;
            case '肿' -> next == '么';
            case '木' -> next == '有';
            case '几', '何' -> next == '时';
            case '如' -> next == '何';
            case '怎' -> next == '样' || next == '麽';
            case 'u' -> next == 'r' || !isLatin(next);
            case 'p' -> next == 'l';
            case 't' -> next == 'h';
            default -> false;
          };
      if (may) {
        return true;
      }
    }
    return false;
  }

  private static String replaceEntities(String text) {
    return text.indexOf('&') < 0 ? text : ENTITY.matcher(text).replaceAll(Normalizer::entity);
  }

  private static String entity(MatchResult found) {
    String name = found.group(1);
    if (name.charAt(0) != '#') {
      String known = ENTITIES.get(name.toLowerCase(Locale.ROOT));
      return java.util.regex.Matcher.quoteReplacement(known == null ? found.group() : known);
    }
    boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
    int point = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
    return Character.isValidCodePoint(point)
        ? java.util.regex.Matcher.quoteReplacement(Character.toString(point))
        : " ";
  }
}
