package io.levee.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cuts a message into the questions that it asks, to be answered one by one. */
public final class Clauses {
  /** Most questions heard of one message; who asks so many gets a person. */
  public static final int MOST = 5;

  private static final Pattern MARKS =
      Pattern.compile("[,，。.!！?？;；、\\n~…]+(?!\\d)|\\s{2,}|(?<=\\p{IsHan}) +(?=\\p{IsHan})");

  /** What begins another matter. */
  private static final Pattern JOINTS =
      Pattern.compile("(?=还有就?是?|另外|顺便|以及|而且|并且|对了|再问一?下|再就是|然后再|其次| and also | also | and )");

  private static final Pattern JOINT =
      Pattern.compile(
          "^(?:还有就?是?|另外|顺便|以及|而且|并且|对了|再问一?下|再就是|然后再?|其次|第[一二三四]|[1-4][.、]?|also|and also|and)[，, ]*(?:(?:我?想?再?问一?下|问一?下)[，, ]*)?");

  private static final Pattern ASKS =
      Pattern.compile(
          "吗|么|怎么|怎样|如何|咋|什么|啥|多久|多少|几[天点时个号]|哪|谁|能不能|可不可以|是不是|有没有|会不会|能否|可以|可不可|帮我|给我|麻烦|我要|我想|想要|要求|申请"
              + "|\\b(?:how|what|when|where|who|why|which|can|could|do|does|is|are|will|would|want|need|please|cancel|return|change)\\b");

  /** What is stated and is a matter of its own even so. */
  private static final Pattern TROUBLE =
      Pattern.compile(
          "不对|错了?|坏|破|碎|少了|少发|漏|过敏|掉色|起球|色差|异味|臭|假货|没收到|没到|没发|不更新|丢了|忘了|收不到|失败|用不了|不能用|退款|退货|换货|发票|优惠券|取消|运费|差价|地址|赔|投诉"
              + "|\\b(?:wrong|broken|missing|late|damaged|refund|invoice|coupon)\\b");

  /** Asks nothing by itself, but about what stands before or behind it. */
  private static final Pattern BARE =
      Pattern.compile(
          "(?:你们?|那|这|现在|请|麻烦|能不能|可以|能|就)*(?:(?:帮我?|给我?|帮忙|替我)(?:看看?|查查?|处理|解决|弄|问问?|催催?|安排)?(?:一?下)?"
              + "|(?:看|查|处理|解决)一?下|(?:可以|可不可以|行不行|能不能|是不是|对不对|好不好|行|能|好|是|对|有|知道|在)"
              + "|(?:该|要|是|应该|到底)*(?:怎么|咋)(?:办|回事|弄|处理|解决|搞|搞的|说|整|样)?|为什么|什么情况|什么意思|什么原因|为啥|啥情况|啥意思)"
              + "(?:吗|么|不|吧|呢|啊|呀|了|的|呗|嘛)*"
              + "|(?:can|could) you (?:please )?(?:help|check)(?: me)?|what now|what (?:should|can|do) i do|is that ok(?:ay)?|why|how come|please help(?: me)?");

  private static final int LEAST = 2;
  private static final int LONGEST = 1_000;

  private Clauses() {}

  /**
   * @param text as typed
   * @return its questions in order, at least one, more only where each asks or complains of
   *     something; what only leads in stays with the question that follows
   */
  public static List<String> split(String text) {
    if (text.length() > LONGEST) {
      return List.of(text);
    }
    List<String> questions = new ArrayList<>();
    StringBuilder lead = new StringBuilder();
    for (String marked : MARKS.split(text)) {
      for (String piece : JOINTS.split(marked)) {
        String clause = JOINT.matcher(piece.strip()).replaceFirst("").strip();
        if (clause.length() < LEAST || Courtesy.only(clause)) {
          continue;
        }
        boolean bare = BARE.matcher(clause.toLowerCase(Locale.ROOT)).matches();
        if (bare && lead.isEmpty() && !questions.isEmpty()) {
          questions.add(questions.removeLast() + '，' + clause);
          continue;
        }
        join(lead, clause);
        if (bare) {
          continue;
        }
        if (asks(clause) || TROUBLE.matcher(clause.toLowerCase(Locale.ROOT)).find()) {
          questions.add(lead.toString());
          lead.setLength(0);
        }
      }
    }
    if (questions.size() < 2) {
      return List.of(text);
    }
    return List.copyOf(questions.subList(0, Math.min(MOST, questions.size())));
  }

  /** Whether it asks, or asks for, something; what is only stated does not. */
  static boolean asks(String clause) {
    return ASKS.matcher(clause.toLowerCase(Locale.ROOT)).find();
  }

  private static void join(StringBuilder lead, String clause) {
    if (!lead.isEmpty()) {
      lead.append('，');
    }
    lead.append(clause);
  }
}
