package io.levee.understanding;

import com.github.houbb.opencc4j.util.ZhConverterUtil;
import java.text.Normalizer.Form;
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

  /** Group 1 is what stays: the point in a number, the apostrophe in a word. */
  private static final Pattern NOISE =
      Pattern.compile("((?<=\\d)\\.(?=\\d)|(?<=\\p{L})'(?=\\p{L}))|[^\\p{L}\\p{M}\\p{Nd}]+");

  private static final Pattern HELD_AT_END =
      Pattern.compile("([a-z])\\1{2,}(?![a-z])|(\\p{IsHan})\\2{2,}");
  private static final Pattern HELD = Pattern.compile("([a-z])\\1{2,}");
  private static final Pattern SPACE_AT_HAN = Pattern.compile("(?<=\\p{IsHan}) | (?=\\p{IsHan})");

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
    String plain = replaceEntities(replaceEntities(text));
    plain = java.text.Normalizer.normalize(plain, Form.NFKC).replace('’', '\'');
    plain = TAG.matcher(plain).replaceAll(" ");
    plain = LINK.matcher(plain).replaceAll(" ");
    plain = CODE.matcher(plain).replaceAll(" ");
    plain = ZhConverterUtil.toSimple(plain).toLowerCase(Locale.ROOT);
    plain =
        NOISE
            .matcher(plain)
            .replaceAll(found -> found.group(1) == null ? " " : found.group(1))
            .strip();
    plain = HELD_AT_END.matcher(plain).replaceAll("$1$2");
    plain = HELD.matcher(plain).replaceAll("$1$1");
    plain = SPACE_AT_HAN.matcher(plain).replaceAll("");
    return COLLOQUIAL.matcher(plain).replaceAll(found -> PLAIN.get(found.group()));
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
