package io.levee.understanding;

import io.levee.conversation.Language;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All phrases of one version of the knowledge base, ready for every stage. Immutable. */
final class PhraseIndex {
  /** What standing word for word in the knowledge base is worth. */
  private static final double EXACT = 0.99;

  /**
   * How much a lexical score adds to an English cosine; to a Chinese one it adds nothing that
   * {@link Wording} does not add better.
   */
  private static final float LEXICAL_SHARE = 0.1f;

  /** How much the nearest phrase adds to a classifier's margin. */
  private static final float NEAREST_SHARE = 1;

  private final Function<Language, WordVectors> wordings; // null for a language: unknown
  private final Map<String, Heard> exact;
  private final LexicalIndex lexical;
  private final Classifier words;
  private final Map<Language, VectorIndex> vectors = new EnumMap<>(Language.class);
  private final Map<Language, Classifier> meanings = new EnumMap<>(Language.class);
  private final Judge judge;
  private final Language mainLanguage;
  private final boolean empty;

  /**
   * Learns; blocks for seconds where there are many phrases.
   *
   * @param vectors the phrases' vectors, by the languages that have phrases and a model, null where
   *     a phrase is in another; empty for a lexical index
   */
  PhraseIndex(
      Phrasebook book,
      Map<Language, QuantizedVector[]> vectors,
      Function<Language, WordVectors> wordings) {
    this.wordings = wordings;
    this.mainLanguage = book.mainLanguage();
    this.lexical = new LexicalIndex(book.texts(), book.intentOf(), book.intents().size());
    this.words = Classifier.learn(book, wordings.apply(mainLanguage));
    vectors.forEach(
        (language, v) -> {
          Classifier classifier = Classifier.learn(book, v);
          if (classifier != null) {
            meanings.put(language, classifier);
          }
          this.vectors.put(
              language,
              new VectorIndex(
                  v,
                  book.intentOf(),
                  book.intents().size(),
                  classifier == null
                      ? phrase -> worded(language, book.written().get(phrase))
                      : null));
        });
    this.judge = new Judge(book.intents());
    this.exact = exact(book);
    this.empty = book.size() == 0;
  }

  private float[] worded(Language model, String written) {
    WordVectors of = wordings.apply(model);
    return of == null ? null : of.of(written);
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

  /** What the words say. */
  Evidence lexically(String normalised) {
    return words == null
        ? new Evidence(false, lexical.score(normalised), null)
        : new Evidence(true, words.scores(normalised), null);
  }

  /**
   * What the meaning says, with the words.
   *
   * @param written the text as the encoder read it
   * @param text its vector
   */
  Evidence semantically(
      String normalised, String written, Evidence lexically, QuantizedVector text, Language model) {
    VectorIndex index = vectors.get(model);
    Classifier classifier = meanings.get(model);
    if (classifier != null) {
      float[] cosines = index.score(text);
      float[] margins = classifier.scores(normalised, text.floats());
      return new Evidence(true, sum(margins, cosines, NEAREST_SHARE), cosines);
    }
    float[] cosines =
        index.scoreUncrowded(text, index.readsWording() ? worded(model, written) : null);
    if (model == Language.ZH) {
      return new Evidence(false, cosines, cosines);
    }
    float[] nearest = lexically.trained() ? lexical.score(normalised) : lexically.scores();
    return new Evidence(false, sum(cosines, nearest, LEXICAL_SHARE), cosines);
  }

  private static float[] sum(float[] a, float[] b, float times) {
    float[] sum = new float[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + times * b[i];
    }
    return sum;
  }

  /** How far the words' word may be trusted. */
  Heard heardLexically(Evidence evidence, Language language) {
    return judge.heard(Stage.LEXICAL, Calibration.lexical(language, evidence.trained()), evidence);
  }

  /** How far all evidence may be trusted. */
  Heard heardWhole(Evidence evidence, Language model) {
    return judge.heard(Stage.EMBEDDING, Calibration.full(model, evidence.trained()), evidence);
  }

  /** The intents, best first. */
  List<String> order(Evidence evidence, int most) {
    return judge.order(evidence, most);
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
}
