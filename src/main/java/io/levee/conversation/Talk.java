package io.levee.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the talk with the bot stands.
 *
 * @param language the language to answer in
 * @param misses how many of the customer's last messages in a row were not understood
 * @param offered the options last offered; choosing one of them is an answer
 * @param intents the intents answered so far, oldest first, at most ten
 * @param sentiments the sentiment (1–5) of the customer's last messages, oldest first, at most ten
 */
public record Talk(
    Language language,
    int misses,
    List<String> offered,
    List<String> intents,
    List<Integer> sentiments) {
  private static final int KEPT = 10;

  public Talk {
    offered = List.copyOf(offered);
    intents = last(intents);
    sentiments = last(sentiments);
  }

  public static Talk start(Language language) {
    return new Talk(language, 0, List.of(), List.of(), List.of());
  }

  /** The same having heard one more message of that language and sentiment. */
  public Talk heard(Language now, int sentiment) {
    return new Talk(now, misses, offered, intents, plus(sentiments, sentiment));
  }

  /** The same after an answer to that intent, with those options offered. */
  public Talk answered(String intent, List<String> options) {
    return new Talk(language, 0, options, plus(intents, intent), sentiments);
  }

  /** The same after a message that was not understood, with those options offered. */
  public Talk missed(List<String> options) {
    return new Talk(language, misses + 1, options, intents, sentiments);
  }

  private static <T> List<T> plus(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }

  private static <T> List<T> last(List<T> list) {
    return List.copyOf(list.subList(Math.max(0, list.size() - KEPT), list.size()));
  }
}
