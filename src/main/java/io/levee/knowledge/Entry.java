package io.levee.knowledge;

import io.levee.conversation.Language;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that the shop knows.
 *
 * @param id unique, such as {@code order.track}
 * @param category for people who keep the knowledge; empty when none
 * @param question the standard question
 * @param titles short names by language, to offer as an option; may be empty
 * @param paraphrases other ways to ask, in any language
 * @param when when the entry holds at all
 * @param texts what is said
 * @param variants what is said instead, the first that holds
 * @param action what is done besides
 * @param skill which people are asked for, with {@link Action#HANDOFF} and {@link Action#TICKET};
 *     empty: the usual ones
 * @param featured whether it is offered when nothing was understood
 */
public record Entry(
    String id,
    String category,
    String question,
    Map<Language, String> titles,
    List<String> paraphrases,
    When when,
    Texts texts,
    List<Variant> variants,
    Optional<Action> action,
    String skill,
    boolean featured) {

  /** Other words, for some circumstances. */
  public record Variant(When when, Texts texts) {}

  public Entry {
    titles = Map.copyOf(titles);
    paraphrases = List.copyOf(paraphrases);
    variants = List.copyOf(variants);
  }

  /** Every way to ask for it: what understanding learns. At least one. */
  public Set<String> phrases() {
    Set<String> all = new LinkedHashSet<>();
    all.add(question);
    all.addAll(paraphrases);
    for (Language language : Language.values()) {
      if (titles.containsKey(language)) {
        all.add(titles.get(language));
      }
    }
    return all;
  }

  /** What to call it in that language: its title, else its first phrase in that language. */
  public String title(Language language) {
    String title = titles.get(language);
    if (title != null) {
      return title;
    }
    return phrases().stream()
        .filter(p -> Phrases.language(p) == language)
        .findFirst()
        .orElse(question);
  }

  /** What is said there and then. */
  Texts texts(Circumstances circumstances) {
    for (Variant variant : variants) {
      if (variant.when().holds(circumstances)) {
        return variant.texts();
      }
    }
    return texts;
  }

  /** Whether it holds, and says the same, whatever the circumstances. */
  boolean isSteady() {
    return when.isAlways() && variants.isEmpty();
  }
}
