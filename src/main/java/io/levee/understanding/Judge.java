package io.levee.understanding;

import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

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

  private static List<Scored> best(float[] scores, int most) {
    Comparator<Scored> worstFirst =
        Comparator.comparing(Scored::score)
            .thenComparing(Scored::intent, Comparator.reverseOrder());
    PriorityQueue<Scored> best = new PriorityQueue<>(most + 1, worstFirst);
    float least = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      if (best.size() < most || scores[i] > least) {
        best.add(new Scored(i, scores[i]));
        if (best.size() > most) {
          best.remove();
        }
        least = best.element().score;
      }
    }
    List<Scored> sorted = new ArrayList<>(best);
    sorted.sort(worstFirst.reversed());
    return sorted;
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
