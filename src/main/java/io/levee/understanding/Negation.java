package io.levee.understanding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Wishes that are taken back or denied: 我不想退货了 shares all its words with 我想退货了 and means the
 * opposite.
 */
public final class Negation {
  private static final Pattern DENIED =
      Pattern.compile(
          "(?:不想|不要|不用|不必|不需要|不打算|不准备|没想|没要|没说要?|别|先别|先不|不是要|不是想|并不想|没有要|没有想|无需|懒得|用不着)(?:再|帮我|给我|去|我|你们|急着)?"
              + "(?:我的?|您)?"
              + "(?:[申请办理]{2})?(退|换|取消|改|开|转|付|买|催|修|查|维修|投诉|拒收|注销|发|送|寄|领|评|删|拦|合并|举报|联系|绑|预约|装)"
              + "|(?<![能可要是会退换行好])不(退|换|取消|改|开|修|投诉|拦截|拒收|注销|合并|申请)[^吗么呢]{0,2}了"
              + "|(退货?|换货?|取消|改|转人工|人工|发票|投诉|退款|催|订单)[^吗么呢能可]{0,4}(?:不用了|不要了|不必了|算了|不需要了|撤销|撤了)"
              + "|(?:don't|do not|no longer|not) (?:want|need|wish|going|plan)(?: to| you to)? ?(?:it |a |the |my )?(cancel|return|refund|change|exchange)?|(?:don't|do not|dont) (cancel|return|refund|change|exchange)|never mind|no need to|changed my mind");

  /** An ask such as 为什么不能退 or 退不退 denies nothing. */
  private static final Pattern ASKS =
      Pattern.compile("为什么|怎么|能不能|可不可以|可以不|能不|是不是|会不会|如果|万一|吗$|么$|不想要了|不要了怎么|不喜欢");

  private static final String MARKS = "不没别无懒算撤";

  private Negation() {}

  /** What is denied; empty when nothing in particular, null when nothing at all. */
  private static String denied(String plain) {
    if (!mayDeny(plain)) {
      return null;
    }
    Matcher found = DENIED.matcher(plain);
    if (!found.find()) {
      return null;
    }
    for (int group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return found.group(group);
      }
    }
    return "";
  }

  /** Whether one of the marks is there without which {@link #DENIED} finds nothing. */
  private static boolean mayDeny(String plain) {
    for (int i = 0; i < plain.length(); i++) {
      if (MARKS.indexOf(plain.charAt(i)) >= 0) {
        return true;
      }
    }
    return plain.contains("not ")
        || plain.contains("n't ")
        || plain.contains("no ")
        || plain.contains("never mind")
        || plain.contains("changed my mind");
  }

  /** Whether it says that something is not wanted, rather than asks. */
  public static boolean negates(String text) {
    return denies(Normalizer.normalize(text));
  }

  private static boolean denies(String plain) {
    return denied(plain) != null && !ASKS.matcher(plain).find();
  }

  /**
   * What each intent's phrases deny themselves; most deny nothing, and are left out. A text that
   * denies the same is theirs.
   */
  static Map<String, Set<String>> deniedBy(Phrasebook book) {
    Map<String, Set<String>> denied = new HashMap<>();
    for (int i = 0; i < book.size(); i++) {
      String plain = book.texts().get(i);
      if (denies(plain)) {
        denied
            .computeIfAbsent(book.intents().get(book.intentOf()[i]), intent -> new HashSet<>())
            .add(denied(plain));
      }
    }
    return denied;
  }

  /**
   * Whether an answer to an intent would be the opposite of what the text wants.
   *
   * @param plain the text as {@link Normalizer} gives it
   * @param denied what the intent's own phrases deny: see {@link #deniedBy}
   */
  static boolean contradicts(String plain, Set<String> denied) {
    return denies(plain) && !denied.contains(denied(plain));
  }
}
