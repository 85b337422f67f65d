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
 */
record Heard(Stage stage, List<Candidate> candidates) {
  static final Heard NOTHING = new Heard(Stage.NONE, List.of());

  double confidence() {
    return candidates.isEmpty() ? 0 : candidates.getFirst().confidence();
  }

  Understood understood(
      UnderstandingConfig config, int sentiment, Language language, boolean degraded) {
    return new Understood(
        stage,
        candidates.subList(0, Math.min(config.topK(), candidates.size())),
        verdict(config.accept(), config.margin()),
        sentiment,
        language,
        degraded);
  }

  /** Two that are close are accepted together or not at all. */
  private Verdict verdict(double accept, double margin) {
    double first = confidence();
    double second = candidates.size() < 2 ? 0 : candidates.get(1).confidence();
    boolean close = candidates.size() > 1 && first - second < margin;
    if (candidates.isEmpty() || first + (close ? second : 0) < accept) {
      return Verdict.REJECTED;
    }
    return close ? Verdict.AMBIGUOUS : Verdict.SURE;
  }
}
