package io.levee.understanding;

import java.util.regex.Pattern;

/**
 * Questions that mean something only after what was said before: 那要多久？ after an answer on returns.
 */
public final class FollowUp {
  private static final Pattern LEAD =
      Pattern.compile(
          "^(?:那么?|那就|然后呢?|所以|这样的?话|这个|它|嗯|哦|好的?|可是|但是|不过|and|then|so|ok|okay|but)[,，\\s]*");
  private static final Pattern TAIL = Pattern.compile("呢$");

  /** What a shop's questions are about; a text that names one stands alone. */
  private static final Pattern TOPIC =
      Pattern.compile(
          "退货|退款|换货|发票|专票|券|快递|物流|包裹|订单|发货|运费|邮费|包邮|尺码|颜色|地址|密码|验证码|账号|积分|会员|人工|客服|保修|维修|赠品|预售|定金|尾款"
              + "|价保|差价|付款|支付|花呗|正品|假货|优惠|活动|满减|库存|有货|补货|礼品|退差|签收|驿站|评价|投诉|你们|机器人|注销|登录|色差|异味|过敏"
              + "|\\b(?:order|refund|return|coupon|invoice|parcel|delivery|shipping|password|account|warranty)\\b");

  private static final Pattern ASKS =
      Pattern.compile(
          "吗|么|呢|怎么|如何|什么|多久|多少|几|哪|谁|为什么|能|可以|要|会|\\b(?:how|what|when|where|who|why|which|can|is it|does it)\\b");

  /** What a title is about, without what it asks. */
  private static final Pattern ASKED =
      Pattern.compile("怎么.*$|如何.*$|多久.*$|在哪.*$|哪里.*$|^什么时候|什么时候$|^申请|^修改|^查|^有没有|吗$|能退吗|建议$|了没?$");

  private static final int LONGEST = 12;
  private static final int LONGEST_ENGLISH = 24;

  private FollowUp() {}

  /** Whether it needs what came before: a short question that names nothing a shop has. */
  public static boolean needsTopic(String text) {
    String plain = Normalizer.normalize(text);
    boolean english = plain.chars().allMatch(c -> c < 0x80);
    return !plain.isEmpty()
        && plain.length() <= (english ? LONGEST_ENGLISH : LONGEST)
        && ASKS.matcher(plain + (text.strip().endsWith("呢") ? "呢" : "")).find()
        && !TOPIC.matcher(plain).find();
  }

  /**
   * To be heard as well as the text itself, and taken where it is understood more surely.
   *
   * @param text as typed
   * @param lastTopic how the entry answered last is called, such as 申请退货 or 退款多久到账; empty when
   *     nothing was
   * @return the text with its topic; the text itself when it stands alone
   */
  public static String complete(String text, String lastTopic) {
    if (lastTopic.isBlank() || !needsTopic(text)) {
      return text;
    }
    String topic = ASKED.matcher(Normalizer.normalize(lastTopic)).replaceAll("");
    String plain = LEAD.matcher(Normalizer.normalize(text)).replaceFirst("");
    String question = TAIL.matcher(plain).replaceFirst("怎么办");
    String about = topic.isBlank() ? lastTopic : topic;
    return question.isEmpty() || question.chars().anyMatch(c -> Han.is((char) c))
        ? about + question
        : about + ' ' + question;
  }
}
