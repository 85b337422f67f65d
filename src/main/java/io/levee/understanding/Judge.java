package io.levee.understanding;

import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import java.util.ArrayList;
import java.util.List;

/** Ranks the intents by score and says how far each may be trusted. */
final class Judge {
  /** Candidates kept; the calibration was fitted with as many. */
  static final int MOST = 5;

  private static final double LEAST_WORTH_SAYING = 0.001;

  /** No phrase of the intent can be compared. */
  private static final float NOTHING = -0.999f;

  private record Scored(int intent, float score) {}

  private final List<String> intents;

  Judge(List<String> intents) {
    this.intents = intents;
  }

  Heard heard(Stage stage, Calibration calibration, Evidence evidence) {
    List<Scored> best = best(evidence.scores(), MOST);
    double known = known(calibration, evidence, best);
    return new Heard(stage, share(best, known, calibration.sharpness()), known, Heard.UNFELT);
  }

  /** The best intents by score, best first. */
  List<String> order(Evidence evidence, int most) {
    return best(evidence.scores(), most).stream().map(s -> intents.get(s.intent)).toList();
  }

  private static double known(Calibration calibration, Evidence evidence, List<Scored> best) {
    Scored first = best.getFirst();
    return calibration.known(first.score, evidence.cosine(first.intent), aboveTheRest(best));
  }

  /** The highest, of equals the lower number first; those not listed too, where few are. */
  private List<Scored> best(Scores scores, int most) {
    int[] best = new int[Math.min(most, intents.size())];
    float[] values = new float[best.length];
    int n = 0;
    for (int k = 0; k < scores.size(); k++) {
      if (n < best.length || scores.values()[k] > values[n - 1]) {
        n = insert(scores.intent(k), scores.values()[k], best, values, n);
      }
    }
    for (int intent = 0; n < best.length; intent++) {
      if (!scores.lists(intent)) {
        n = insert(intent, scores.rest(), best, values, n);
      }
    }
    List<Scored> sorted = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      sorted.add(new Scored(best[i], values[i]));
    }
    return sorted;
  }

  /** Into the first {@code n}, sorted; when all places are taken, the last falls out. */
  private static int insert(int intent, float value, int[] best, float[] values, int n) {
    int at = Math.min(n, best.length - 1);
    while (at > 0 && values[at - 1] < value) {
      best[at] = best[at - 1];
      values[at] = values[at - 1];
      at--;
    }
    best[at] = intent;
    values[at] = value;
    return Math.min(n + 1, best.length);
  }

  private static double aboveTheRest(List<Scored> best) {
    double rest =
        best.stream()
            .skip(1)
            .mapToDouble(Scored::score)
            .filter(s -> s > NOTHING)
            .average()
            .orElse(best.getFirst().score);
    return best.getFirst().score - rest;
  }

  private List<Candidate> share(List<Scored> best, double known, double sharpness) {
    float top = best.getFirst().score;
    double sum = best.stream().mapToDouble(s -> Math.exp(sharpness * (s.score - top))).sum();
    return best.stream()
        .map(
            s ->
                new Candidate(
                    intents.get(s.intent), known * Math.exp(sharpness * (s.score - top)) / sum))
        .filter(c -> c.confidence() >= LEAST_WORTH_SAYING)
        .toList();
  }
}
