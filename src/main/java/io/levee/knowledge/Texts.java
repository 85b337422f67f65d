package io.levee.knowledge;

import io.levee.conversation.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said, by language.
 *
 * @param answers the usual words; may be empty for an entry that acts
 * @param upset kinder words for an upset shopper, where there are any
 * @param options what is offered next: an entry's id, or a text as the shopper would send it
 */
public record Texts(
    Map<Language, String> answers,
    Map<Language, String> upset,
    Map<Language, List<String>> options) {
  public static final Texts NONE = new Texts(Map.of(), Map.of(), Map.of());

  public Texts {
    answers = Map.copyOf(answers);
    upset = Map.copyOf(upset);
    options = Map.copyOf(options);
  }

  /** The words for that language and mood; those of another language rather than none. */
  Optional<Answer> answer(Language language, Mood mood) {
    Language spoken = answers.containsKey(language) ? language : other(language);
    String usual = answers.get(spoken);
    if (usual == null) {
      return Optional.empty();
    }
    String kinder = mood == Mood.UPSET ? upset.get(spoken) : null;
    return Optional.of(
        new Answer(kinder == null ? usual : kinder, kinder != null, options(language)));
  }

  List<String> options(Language language) {
    return options.getOrDefault(language, List.of());
  }

  private static Language other(Language language) {
    return language == Language.ZH ? Language.EN : Language.ZH;
  }
}
