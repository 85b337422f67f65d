package io.levee.understanding;

import io.levee.conversation.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The phrases in one spelling, each once, and their intents numbered.
 *
 * @param texts normalised, none empty
 * @param languages each text's language
 * @param intentOf each text's intent, an index into {@code intents}
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Phrasebook(
    List<String> texts, List<Language> languages, int[] intentOf, List<String> intents) {

  static Phrasebook of(List<Phrase> phrases) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    LinkedHashSet<Phrase> distinct = new LinkedHashSet<>();
    for (Phrase phrase : phrases) {
      String text = Normalizer.normalize(phrase.text());
      if (!text.isEmpty()) {
        distinct.add(new Phrase(phrase.intent(), text));
        numbers.putIfAbsent(phrase.intent(), numbers.size());
      }
    }
    List<String> texts = new ArrayList<>(distinct.size());
    List<Language> languages = new ArrayList<>(distinct.size());
    for (Phrase phrase : distinct) {
      texts.add(phrase.text());
      languages.add(Languages.of(phrase.text(), Language.ZH));
    }
    int[] intentOf = distinct.stream().mapToInt(p -> numbers.get(p.intent())).toArray();
    return new Phrasebook(texts, languages, intentOf, List.copyOf(numbers.keySet()));
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
