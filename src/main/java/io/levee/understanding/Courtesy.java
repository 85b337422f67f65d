package io.levee.understanding;

import java.util.regex.Pattern;

/** What is said around a question out of politeness. */
final class Courtesy {
  private static final String GREETING =
      "(?:你好啊?|您好|hello|hi|hey|哈喽|哈啰|嗨|亲爱的|亲们?|在吗|在么|在不在?|在嘛|有人吗|有人在吗|客服在吗|客服|小姐姐|小哥哥|美女|帅哥"
          + "|老板|掌柜的?|店家|卖家|亲亲|宝贝?|早上好|上午好|中午好|下午好|晚上好)";
  private static final String ASKING =
      "(?:请问一?下?|想问一?下?|我想问一?下?|想咨询一?下?|我想咨询一?下?|咨询一?下|问一?下|问个问题|请教一?下?|麻烦问一?下?|麻烦您?|劳驾"
          + "|不好意思|打扰一?下?了?|就是说?|那个|could you tell me|can you tell me|excuse me|please)";
  private static final Pattern LEADING =
      Pattern.compile("^(?:(?:" + GREETING + "|" + ASKING + ")[呀啊哦哈呢]?\\s?){1,6}");
  private static final Pattern TRAILING =
      Pattern.compile(
          "\\s?(?:谢谢你?您?啦?了?|多谢|麻烦了|辛苦了|谢啦|拜托了?|thank you|thanks|please|亲亲?|哈|哦|噢|喔|呀|哟|嘞|捏|鸭){1,3}$");
  private static final int LEAST_LEFT = 2;

  private Courtesy() {}

  /** Whether nothing else is said. */
  static boolean only(String text) {
    String plain = Normalizer.normalize(text);
    return !plain.isEmpty() && LEADING.matcher(plain).replaceFirst("").isEmpty();
  }

  /**
   * @param normalised as {@link Normalizer} gives it
   * @return the question alone; the text itself when it is nothing but courtesy
   */
  static String strip(String normalised) {
    String rest = LEADING.matcher(normalised).replaceFirst("");
    rest = TRAILING.matcher(rest).replaceFirst("").strip();
    return rest.length() < LEAST_LEFT ? normalised : rest;
  }
}
