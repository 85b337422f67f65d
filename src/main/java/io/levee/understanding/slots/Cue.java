package io.levee.understanding.slots;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text says a number is, by the nearest word before it, else after it. */
enum Cue {
  NONE,
  ORDER,
  TRACKING,
  PHONE,
  CARD,
  IDENTITY;

  private static final int REACH = 24;

  /** A group for each cue. 顺丰单号 is read whole, so that its 单号 is no order's. */
  private static final Pattern WORDS =
      Pattern.compile(
          "(订单|单号|单子|编号|这单|ORDER)"
              + "|((?:快递|运单|物流|包裹|面单|顺丰|圆通|中通|韵达|申通|极兔|德邦|百世|邮政|EMS|京东快递)"
              + "(?:公司)?的?(?:单号|编号)?|TRACKING|PARCEL|WAYBILL)"
              + "|(电话|手机|联系|致电|拨打|PHONE|MOBILE|CALL|TEL)"
              + "|(卡号|银行卡|储蓄卡|信用卡|CARD)"
              + "|(身份证)");

  static Cue around(Folded text, int start, int end) {
    Cue before = last(text.before(start, REACH));
    return before == NONE ? first(text.after(end, REACH / 2)) : before;
  }

  private static Cue last(String text) {
    Cue cue = NONE;
    Matcher words = WORDS.matcher(text);
    while (words.find()) {
      cue = of(words);
    }
    return cue;
  }

  private static Cue first(String text) {
    Matcher words = WORDS.matcher(text);
    return words.find() ? of(words) : NONE;
  }

  private static Cue of(Matcher words) {
    return words.group(1) != null
        ? ORDER
        : words.group(2) != null
            ? TRACKING
            : words.group(3) != null ? PHONE : words.group(4) != null ? CARD : IDENTITY;
  }
}
