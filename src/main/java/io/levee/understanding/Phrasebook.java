package io.levee.understanding;

import io.levee.conversation.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The phrases in one spelling, each once, and their intents numbered.
 *
 * @param texts normalised, none empty
 * @param written the same, as the encoders read them
 * @param languages each text's language
 * @param intentOf each text's intent, an index into {@code intents}
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Phrasebook(
    List<String> texts,
    List<String> written,
    List<Language> languages,
    int[] intentOf,
    List<String> intents) {

  static Phrasebook of(List<Phrase> phrases) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    Map<Phrase, String> distinct = new LinkedHashMap<>();
    for (Phrase phrase : phrases) {
      String text = Normalizer.normalize(phrase.text());
      if (!text.isEmpty()) {
        distinct.computeIfAbsent(
            new Phrase(phrase.intent(), text), p -> AsWritten.of(phrase.text(), text));
        numbers.putIfAbsent(phrase.intent(), numbers.size());
      }
    }
    List<String> texts = new ArrayList<>(distinct.size());
    List<Language> languages = new ArrayList<>(distinct.size());
    for (Phrase phrase : distinct.keySet()) {
      texts.add(phrase.text());
      languages.add(Languages.of(phrase.text(), Language.ZH));
    }
    int[] intentOf = distinct.keySet().stream().mapToInt(p -> numbers.get(p.intent())).toArray();
    return new Phrasebook(
        texts, List.copyOf(distinct.values()), languages, intentOf, List.copyOf(numbers.keySet()));
  }

  int size() {
    return texts.size();
  }

  /** What most phrases are written in. */
  Language mainLanguage() {
    long english = languages.stream().filter(l -> l == Language.EN).count();
    return english * 2 > size() ? Language.EN : Language.ZH;
  }
}
