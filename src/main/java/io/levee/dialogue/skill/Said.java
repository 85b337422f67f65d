package io.levee.dialogue.skill;

import java.text.Normalizer;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What short answers to a form say, in Chinese and English. */
final class Said {
  private static final Pattern CANCEL =
      Pattern.compile(
          "(?:(?:那就|那我|那|我|还是|就)?(?:算了|先?不(?:退|查|办|弄|换|申请)(?:货)?(?:了)?|取消(?:申请|退货|这个)?|不想退(?:货)?|别退"
              + "|下次再说|退出|(?:no )?cancel(?: it| that| this)?(?: (?:the |my )?(?:return|request))?"
              + "|never ?mind|forget it|stop|no thanks)(?:吧|了|谢谢| thanks| thank you)*\\s*)+");
  private static final Pattern YES =
      Pattern.compile(
          "(?:(?:是的?|对的?|好的?|嗯+|行的?|可以的?|没错|没问题|确认|确定|提交|退货?|就这样|麻烦了?|谢谢"
              + "|ok|okay|yes|yep|yeah|sure|confirm|submit|correct|please|thanks|go ahead|do it)(?:吧|了|啊|呀|哒)?\\s*)+");
  private static final Pattern NO =
      Pattern.compile("(?:不|不要|不用|不行|先不|no|nope|not now|don t)(?:了|吧|谢谢| thanks)*");
  private static final Pattern CHANGE =
      Pattern.compile(
          "(?:我?要?(?:改|修改|改一下|改下|更改)(?:一下)?|不对|错了|选错了|填错了|wrong|change(?: it| something)?)(?:了|啊)?");
  private static final Pattern OTHER_ORDER =
      Pattern.compile(
          ".*(?:换|不是|别的|另|其他).{0,4}(?:订单|单子|一单|那单).*|.*\\b(?:other|another|different|wrong) order\\b.*");
  private static final Pattern QUESTION =
      Pattern.compile(
          ".*(?:[?？]|吗|怎么|如何|谁|多少|什么|几时|多久|能不能|可不可以|\\b(?:how|what|who|when|where|which|can i)\\b).*",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern ALL =
      Pattern.compile(".*(?:全部|全都|都退|所有|整单|一起退|\\ball\\b|everything|\\bboth\\b).*");
  private static final Pattern COUNT =
      Pattern.compile(
          "(?:退|要退|return)?\\s*(\\d{1,3}|[一二两三四五六七八九十])\\s*(?:件|个|双|条|只|套|pieces?|items?)?(?:吧|就行)?");
  private static final String CHINESE = "一二三四五六七八九十";

  private Said() {}

  static boolean cancel(String text) {
    return CANCEL.matcher(folded(text)).matches();
  }

  static boolean yes(String text) {
    return YES.matcher(folded(text)).matches();
  }

  static boolean no(String text) {
    return NO.matcher(folded(text)).matches();
  }

  static boolean otherOrder(String text) {
    return OTHER_ORDER.matcher(folded(text)).matches();
  }

  static boolean question(String text) {
    return QUESTION.matcher(text).matches();
  }

  static boolean change(String text) {
    return CHANGE.matcher(folded(text)).matches();
  }

  static boolean all(String text) {
    return ALL.matcher(folded(text)).matches();
  }

  static OptionalInt count(String text) {
    Matcher matcher = COUNT.matcher(folded(text));
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    String number = matcher.group(1).replace('两', '二');
    int chinese = CHINESE.indexOf(number);
    return OptionalInt.of(chinese >= 0 ? chinese + 1 : Integer.parseInt(number));
  }

  static boolean same(String text, String label) {
    return folded(text).equals(folded(label));
  }

  /**
   * How much of the label's wording the text has: the share of the shorter one's neighbouring pairs
   * of characters that the other has too, 0 to 1.
   */
  static double likeness(String text, String label) {
    Set<String> one = pairs(folded(text));
    Set<String> other = pairs(folded(label));
    int fewer = Math.min(one.size(), other.size());
    return fewer == 0 ? 0 : (double) one.stream().filter(other::contains).count() / fewer;
  }

  private static Set<String> pairs(String text) {
    return IntStream.range(0, Math.max(0, text.length() - 1))
        .mapToObj(i -> text.substring(i, i + 2))
        .collect(Collectors.toSet());
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\p{P}\\p{S}]+", " ")
        .strip();
  }
}
