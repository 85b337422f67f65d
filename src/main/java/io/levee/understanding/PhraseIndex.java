package io.levee.understanding;

import io.levee.conversation.Language;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All phrases of one version of the knowledge base, ready for every stage. Immutable. */
final class PhraseIndex {
  /** What standing word for word in the knowledge base is worth. */
  private static final double EXACT = 0.99;

  private final Map<String, Heard> exact;
  private final LexicalIndex lexical;
  private final Map<Language, VectorIndex> vectors;
  private final Judge judge;
  private final Language mainLanguage;
  private final boolean empty;

  /**
   * @param vectors an index for each language that has phrases and a model; empty for a lexical
   *     index
   */
  PhraseIndex(Phrasebook book, Map<Language, VectorIndex> vectors) {
    this.lexical = new LexicalIndex(book.texts(), book.intentOf(), book.intents().size());
    this.vectors = vectors;
    this.judge = new Judge(book.intents());
    this.exact = exact(book);
    this.mainLanguage = book.mainLanguage();
    this.empty = book.size() == 0;
  }

  private static Map<String, Heard> exact(Phrasebook book) {
    Map<String, Map<String, Integer>> intents = new HashMap<>();
    for (int i = 0; i < book.size(); i++) {
      intents
          .computeIfAbsent(book.texts().get(i), t -> LinkedHashMap.newLinkedHashMap(1))
          .put(book.intents().get(book.intentOf()[i]), i);
    }
    Map<String, Heard> exact = HashMap.newHashMap(intents.size());
    intents.forEach(
        (text, meant) -> exact.put(text, heardExactly(meant.keySet().stream().toList())));
    return exact;
  }

  private static Heard heardExactly(List<String> intents) {
    return new Heard(
        Stage.EXACT,
        intents.stream()
            .limit(Judge.MOST)
            .map(intent -> new Candidate(intent, EXACT / intents.size()))
            .toList());
  }

  boolean empty() {
    return empty;
  }

  /** The language most phrases are written in. */
  Language mainLanguage() {
    return mainLanguage;
  }

  /** Null unless the text stands word for word in the knowledge base. */
  Heard exactly(String normalised) {
    return exact.get(normalised);
  }

  /** Each intent's lexical score. */
  float[] lexicalScores(String normalised) {
    return lexical.score(normalised);
  }

  Heard lexically(float[] lexicalScores, Language language) {
    return judge.lexical(Calibration.lexical(language), lexicalScores);
  }

  /**
   * Whose vectors can answer a text: those of its own language, else of the only other one; null
   * when there are none.
   */
  Language modelFor(Language language) {
    if (vectors.containsKey(language)) {
      return language;
    }
    return vectors.isEmpty() ? null : vectors.keySet().iterator().next();
  }

  Heard semantically(float[] lexicalScores, QuantizedVector text, Language model) {
    return judge.full(Calibration.full(model), vectors.get(model).score(text), lexicalScores);
  }

  /** The intents by lexical score alone, best first. */
  List<String> lexicalOrder(float[] lexicalScores, int most) {
    return judge.order(lexicalScores, most);
  }

  /** The intents by all scores, best first. */
  List<String> semanticOrder(
      float[] lexicalScores, QuantizedVector text, Language model, int most) {
    return judge.order(Judge.joined(vectors.get(model).score(text), lexicalScores), most);
  }
}
