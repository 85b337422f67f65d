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

  private record Scored(int intent, float score) {}

  private final List<String> intents;

  Judge(List<String> intents) {
    this.intents = intents;
  }

  Heard lexical(Calibration calibration, float[] lexical) {
    List<Scored> best = best(lexical, MOST);
    double known = calibration.known(0, best.getFirst().score, aboveTheRest(best));
    return new Heard(Stage.LEXICAL, share(best, known, calibration.sharpness()));
  }

  Heard full(Calibration calibration, float[] cosines, float[] lexical) {
    List<Scored> best = best(joined(cosines, lexical), MOST);
    int first = best.getFirst().intent;
    double known = calibration.known(cosines[first], lexical[first], aboveTheRest(best));
    return new Heard(Stage.EMBEDDING, share(best, known, calibration.sharpness()));
  }

  static float[] joined(float[] cosines, float[] lexical) {
    float[] scores = new float[cosines.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = cosines[i] + Calibration.LEXICAL_SHARE * lexical[i];
    }
    return scores;
  }

  /** The best intents by that score, best first. */
  List<String> order(float[] scores, int most) {
    return best(scores, most).stream().map(s -> intents.get(s.intent)).toList();
  }

  private static List<Scored> best(float[] scores, int most) {
    Comparator<Scored> worstFirst =
        Comparator.comparing(Scored::score)
            .thenComparing(Scored::intent, Comparator.reverseOrder());
    PriorityQueue<Scored> best = new PriorityQueue<>(most + 1, worstFirst);
    for (int i = 0; i < scores.length; i++) {
      if (best.size() < most || scores[i] > best.element().score) {
        best.add(new Scored(i, scores[i]));
        if (best.size() > most) {
          best.remove();
        }
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
            .filter(s -> s >= 0)
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
        .filter(c -> c.confidence() >= 0.001)
        .toList();
  }
}
