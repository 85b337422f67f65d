package io.levee.understanding;

import io.levee.conversation.Language;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import java.util.List;

/**
 * What a stage made of a text, before thresholds, which may change while it is cached.
 *
 * @param candidates best first
 * @param inScope the chance that one of them is meant
 * @param felt the sentiment by words and meaning together, 1 to 5; 0: not felt
 */
record Heard(Stage stage, List<Candidate> candidates, double inScope, int felt) {
  private static final int NEUTRAL = 3;

  /** Of the feeling, the words alone tell. */
  static final int UNFELT = 0;

  static final Heard NOTHING = new Heard(Stage.NONE, List.of(), 0, UNFELT);

  /** The same with the sentiment that words and meaning tell together, 1 to 5. */
  Heard felt(int sentiment) {
    return new Heard(stage, candidates, inScope, sentiment);
  }

  /**
   * words what the words of this very text tell: one that is known by its meaning may have been
   * typed with other stickers
   */
  private int sentiment(int words) {
    if (felt == UNFELT) {
      return words;
    }
    return words < NEUTRAL ? Math.min(words, felt) : felt;
  }

  /** Of the best candidate. */
  double confidence() {
    return candidates.isEmpty() ? 0 : candidates.getFirst().confidence();
  }

  Understood understood(
      UnderstandingConfig config, int sentiment, Language language, boolean degraded) {
    return new Understood(
        stage,
        candidates.subList(0, Math.min(config.topK(), candidates.size())),
        verdict(config.accept(), config.margin()),
        sentiment(sentiment),
        language,
        degraded);
  }

  /**
   * Rejected when probably none of the candidates is meant; else the best stands alone when it is
   * likely by itself and well above the second.
   */
  private Verdict verdict(double accept, double margin) {
    if (candidates.isEmpty() || inScope < accept) {
      return Verdict.REJECTED;
    }
    if (candidates.size() == 1) {
      return Verdict.SURE;
    }
    boolean close = confidence() - candidates.get(1).confidence() < margin;
    return close || confidence() < accept ? Verdict.AMBIGUOUS : Verdict.SURE;
  }
}
