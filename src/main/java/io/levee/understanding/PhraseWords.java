package io.levee.understanding;

import io.levee.conversation.Language;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the words of the phrases tell, without their meanings: made once for a version of the
 * knowledge base, and all there is while it is learned. Immutable.
 */
final class PhraseWords {
  /** What standing word for word in the knowledge base is worth. */
  private static final double EXACT = 0.99;

  private final Phrasebook book;
  private final Language mainLanguage;
  private final Map<String, Heard> exact;
  private final LexicalIndex nearest;
  private final Classifier learned; // null: too little to learn from
  private final Speller speller;
  private final Map<String, Set<String>> denied;

  /**
   * Learns; blocks for seconds where there are many phrases.
   *
   * @param words of the main language's model; null: unknown
   * @param store of what was learned before
   */
  PhraseWords(Phrasebook book, WordVectors words, LearnedStore store) {
    this.book = book;
    this.mainLanguage = book.mainLanguage();
    this.exact = exact(book);
    this.nearest = new LexicalIndex(book.texts(), book.intentOf(), book.intents().size());
    this.learned = Classifier.learn(book, words, store);
    this.speller = new Speller(book.texts());
    this.denied = Negation.deniedBy(book);
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
            .toList(),
        EXACT,
        Heard.UNFELT);
  }

  Phrasebook book() {
    return book;
  }

  /** The language most phrases are written in. */
  Language mainLanguage() {
    return mainLanguage;
  }

  /** Null unless the text stands word for word in the knowledge base. */
  Heard exactly(String normalised) {
    return exact.get(normalised);
  }

  /** What the words say: by a classifier where one was learned, else by the nearest phrase. */
  Evidence evidence(String normalised) {
    return learned == null
        ? new Evidence(false, nearest.score(normalised), null)
        : new Evidence(true, Scores.ofAll(learned.scores(normalised)), null);
  }

  /** Each intent's nearest phrase's cosine, whether or not a classifier was learned. */
  Scores nearest(String normalised, Evidence evidence) {
    return evidence.trained() ? nearest.score(normalised) : evidence.scores();
  }

  Speller speller() {
    return speller;
  }

  /** What the intent's own phrases deny: see {@link Negation#contradicts}. */
  Set<String> denied(String intent) {
    return denied.getOrDefault(intent, Set.of());
  }
}
