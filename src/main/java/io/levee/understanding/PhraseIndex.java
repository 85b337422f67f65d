package io.levee.understanding;

import io.levee.conversation.Language;
import io.levee.conversation.Understood.Stage;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** All phrases of one version of the knowledge base, ready for every stage. Immutable. */
final class PhraseIndex {
  /**
   * How much a lexical score adds to an English cosine; to a Chinese one it adds nothing that
   * {@link Wording} does not add better.
   */
  private static final float LEXICAL_SHARE = 0.1f;

  /** How much the nearest phrase adds to a classifier's margin. */
  private static final float NEAREST_SHARE = 1;

  private final PhraseWords words;
  private final Function<Language, WordVectors> wordings; // null for a language: unknown
  private final Map<Language, VectorIndex> vectors = new EnumMap<>(Language.class);
  private final Map<Language, Classifier> meanings = new EnumMap<>(Language.class);
  private final Judge judge;

  /**
   * Learns; blocks for seconds where there are many phrases.
   *
   * @param vectors the phrases' vectors, by the languages that have phrases and a model, null where
   *     a phrase is in another; empty for a lexical index
   * @param store of what was learned before
   */
  PhraseIndex(
      PhraseWords words,
      Map<Language, QuantizedVector[]> vectors,
      Function<Language, WordVectors> wordings,
      LearnedStore store) {
    this.words = words;
    this.wordings = wordings;
    Phrasebook book = words.book();
    vectors.forEach(
        (language, v) -> {
          Classifier classifier =
              Classifier.learn(book, v, language, topics(book, language, v), store);
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
  }

  private static Topics topics(Phrasebook book, Language model, QuantizedVector[] vectors) {
    int[] its = IntStream.range(0, vectors.length).filter(i -> vectors[i] != null).toArray();
    List<String> texts = Arrays.stream(its).mapToObj(book.texts()::get).toList();
    return Topics.of(model, vectors[its[0]].bytes().length, texts);
  }

  private float[] worded(Language model, String written) {
    WordVectors of = wordings.apply(model);
    return of == null ? null : of.of(written);
  }

  PhraseWords words() {
    return words;
  }

  boolean empty() {
    return words.book().size() == 0;
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
      Scores cosines = index.score(text);
      Scores margins = Scores.ofAll(classifier.scores(normalised, text));
      return new Evidence(true, margins.plus(cosines, NEAREST_SHARE), cosines);
    }
    Scores cosines =
        index.scoreUncrowded(text, index.readsWording() ? worded(model, written) : null);
    return new Evidence(
        false,
        model == Language.ZH
            ? cosines
            : cosines.plus(words.nearest(normalised, lexically), LEXICAL_SHARE),
        cosines);
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
