package io.levee.conversation;

import java.util.List;
import java.util.Optional;

/**
 * Where the talk with the bot stands.
 *
 * @param language the language to answer in
 * @param misses how many of the customer's last messages in a row were not understood
 * @param offered the options last offered; choosing one of them is an answer
 * @param intents the intents answered so far, oldest first, at most ten
 * @param sentiments the sentiment (1–5) of the customer's last messages, oldest first, at most ten
 * @param forms the self-service skills under way, the one talked about last; at most three
 * @param order the number of the order that was talked about last; empty when there was none
 */
public record Talk(
    Language language,
    int misses,
    List<String> offered,
    List<String> intents,
    List<Integer> sentiments,
    List<Form> forms,
    String order) {
  private static final int KEPT = 10;
  private static final int MOST_FORMS = 3;

  public Talk {
    offered = List.copyOf(offered);
    intents = last(intents, KEPT);
    sentiments = last(sentiments, KEPT);
    // Rows of the journal outlive versions: older ones have neither.
    forms = forms == null ? List.of() : last(forms, MOST_FORMS);
    order = order == null ? "" : order;
  }

  public static Talk start(Language language) {
    return new Talk(language, 0, List.of(), List.of(), List.of(), List.of(), "");
  }

  /** The same having heard one more message of that language and sentiment. */
  public Talk heard(Language now, int sentiment) {
    return new Talk(now, misses, offered, intents, plus(sentiments, sentiment, KEPT), forms, order);
  }

  /** The same after an answer to that intent, with those options offered. */
  public Talk answered(String intent, List<String> options) {
    return new Talk(language, 0, options, plus(intents, intent, KEPT), sentiments, aside(), order);
  }

  /** The same after a message that was not understood, with those options offered. */
  public Talk missed(List<String> options) {
    return new Talk(language, misses + 1, options, intents, sentiments, aside(), order);
  }

  /** The same with those options offered, neither an answer nor a miss. */
  public Talk offering(List<String> options) {
    return new Talk(language, misses, options, intents, sentiments, aside(), order);
  }

  /** The same with those options offered, and misses forgiven. */
  public Talk afresh(List<String> options) {
    return new Talk(language, 0, options, intents, sentiments, aside(), order);
  }

  /** The same with what upset the customer forgotten too. */
  public Talk calm() {
    return new Talk(language, 0, List.of(), intents, List.of(), forms, order);
  }

  /** The skill that is talked about. */
  public Optional<Form> form() {
    return forms.isEmpty() ? Optional.empty() : Optional.of(forms.getLast());
  }

  /** The same with that skill begun, above those that are under way. */
  public Talk begun(Form form) {
    return with(plus(forms, form, MOST_FORMS));
  }

  /** The same with the skill that is talked about come so far. */
  public Talk come(Form form) {
    return left().begun(form);
  }

  /** The same without the skill that is talked about. */
  public Talk left() {
    return forms.isEmpty() ? this : with(forms.subList(0, forms.size() - 1));
  }

  /** The same without any skill under way. */
  public Talk free() {
    return with(List.of());
  }

  /** The same having talked about that order. */
  public Talk about(String number) {
    return new Talk(language, misses, offered, intents, sentiments, forms, number);
  }

  /** What is said next is no answer to a form's question any more. */
  private List<Form> aside() {
    return forms.isEmpty() ? forms : forms.stream().map(Form::aside).toList();
  }

  private Talk with(List<Form> now) {
    return new Talk(language, misses, offered, intents, sentiments, now, order);
  }

  /** The last of them, with one more at the end. */
  @SuppressWarnings("unchecked") // nobody else sees the array
  private static <T> List<T> plus(List<T> list, T one, int most) {
    int kept = Math.min(list.size(), most - 1);
    T[] all = (T[]) new Object[kept + 1];
    for (int i = 0; i < kept; i++) {
      all[i] = list.get(list.size() - kept + i);
    }
    all[kept] = one;
    return List.of(all);
  }

  private static <T> List<T> last(List<T> list, int most) {
    int tooMany = list.size() - most;
    return List.copyOf(tooMany <= 0 ? list : list.subList(tooMany, list.size()));
  }
}
