package io.levee.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a message into the questions that it asks, to be answered one by one. */
public final class Clauses {
  /** Most questions of one message; a message that asks more is for a person. */
  public static final int MOST = 4;

  private static final Pattern MARKS =
      Pattern.compile("[,，。.!！?？;；、\\n~…]+(?!\\d)|\\s{2,}|(?<=\\p{IsHan}) +(?=\\p{IsHan})");

  /** What begins another matter. */
  private static final Pattern JOINTS =
      Pattern.compile("(?=还有就?是?|另外|顺便|以及|而且|并且|对了|再问一?下|再就是|然后再|其次| and also | also | and )");

  private static final Pattern JOINT =
      Pattern.compile(
          "^(?:还有就?是?|另外|顺便|以及|而且|并且|对了|再问一?下|再就是|然后再?|其次|第[一二三四]|[1-4][.、]?|also|and also|and)[，, ]*");

  private static final Pattern ASKS =
      Pattern.compile(
          "吗|么|呢|怎么|怎样|如何|咋|什么|啥|多久|多少|几[天点时个号]|哪|谁|能不能|可不可以|是不是|有没有|会不会|能否|可以|可不可|帮我|给我|麻烦|我要|我想|想要|要求|申请"
              + "|\\b(?:how|what|when|where|who|why|which|can|could|do|does|is|are|will|would|want|need|please|cancel|return|change)\\b");

  /** What is stated and is a matter of its own even so. */
  private static final Pattern TROUBLE =
      Pattern.compile(
          "不对|错了?|坏|破|碎|少了|少发|漏|过敏|掉色|起球|色差|异味|臭|假货|没收到|没到|没发|不更新|丢了|忘了|收不到|失败|用不了|不能用|退款|退货|换货|发票|优惠券|取消|运费|差价|地址|赔|投诉"
              + "|\\b(?:wrong|broken|missing|late|damaged|refund|invoice|coupon)\\b");

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
        if (clause.length() < LEAST) {
          continue;
        }
        if (Courtesy.only(clause)) {
          continue;
        }
        boolean asks = ASKS.matcher(clause.toLowerCase(java.util.Locale.ROOT)).find();
        boolean trouble = TROUBLE.matcher(clause.toLowerCase(java.util.Locale.ROOT)).find();
        if (!asks && !trouble) {
          join(lead, clause);
        } else {
          join(lead, clause);
          questions.add(lead.toString());
          lead.setLength(0);
        }
      }
    }
    if (questions.isEmpty()) {
      return List.of(text);
    }
    if (!lead.isEmpty() && questions.size() == 1) {
      return List.of(text);
    }
    return List.copyOf(questions.subList(0, Math.min(MOST, questions.size())));
  }

  private static void join(StringBuilder lead, String clause) {
    if (!lead.isEmpty()) {
      lead.append('，');
    }
    lead.append(clause);
  }
}
