package io.levee.eval;

import io.levee.understanding.Ranking;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a threshold does to questions inside and outside the knowledge base: a text is answered when
 * {@link Ranking#inScope} reaches it, whether with one answer or by asking which of several.
 */
final class Tradeoff {
  /**
   * As fractions: of the out-of-scope texts those rejected, of the in-scope ones those answered,
   * and those whose best intent was right or wrong.
   */
  record Point(double threshold, double oosRejected, double answered, double right, double wrong) {
    JsonObject json() {
      return new JsonObject()
          .put("threshold", Figures.round(threshold))
          .put("oosRejected", Figures.round(oosRejected))
          .put("answered", Figures.round(answered))
          .put("right", Figures.round(right))
          .put("wrong", Figures.round(wrong));
    }
  }

  private final double[] inScope;
  private final boolean[] right;
  private final double[] outOfScope;

  /**
   * @param texts in scope, in the order of their rankings
   * @param oos rankings of texts that are out of scope; may be empty
   */
  Tradeoff(List<Labelled> texts, List<Ranking> rankings, List<Ranking> oos) {
    inScope = rankings.stream().mapToDouble(Ranking::inScope).toArray();
    right = new boolean[inScope.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = rankings.get(i).best().equals(texts.get(i).label());
    }
    outOfScope = oos.stream().mapToDouble(Ranking::inScope).sorted().toArray();
  }

  Point at(double threshold) {
    int answered = 0;
    int answeredRight = 0;
    for (int i = 0; i < inScope.length; i++) {
      if (inScope[i] >= threshold) {
        answered++;
        answeredRight += right[i] ? 1 : 0;
      }
    }
    double n = Math.max(1, inScope.length);
    return new Point(
        threshold,
        Arrays.stream(outOfScope).filter(s -> s < threshold).count()
            / (double) Math.max(1, outOfScope.length),
        answered / n,
        answeredRight / n,
        (answered - answeredRight) / n);
  }

  /** The lowest threshold that rejects at least that share of the out-of-scope texts. */
  Point rejecting(double share) {
    if (outOfScope.length == 0) {
      return at(0);
    }
    int rejected = (int) Math.ceil(share * outOfScope.length - 1e-9);
    return at(rejected == 0 ? 0 : Math.nextUp(outOfScope[rejected - 1]));
  }

  /** The highest threshold that loses at most that share of right answers among all in scope. */
  double losing(double share) {
    double[] rightScores = new double[inScope.length];
    int n = 0;
    for (int i = 0; i < inScope.length; i++) {
      if (right[i]) {
        rightScores[n++] = inScope[i];
      }
    }
    Arrays.sort(rightScores, 0, n);
    return n == 0 ? 0 : rightScores[Math.min(n - 1, (int) Math.floor(share * inScope.length))];
  }

  /**
   * The chance that a text in scope scores higher than one out of scope (area under the ROC curve,
   * by ranks); empty when there are none of either.
   */
  Optional<Double> auroc() {
    if (inScope.length == 0 || outOfScope.length == 0) {
      return Optional.empty();
    }
    double wins = 0;
    for (double score : inScope) {
      int below = lowerBound(score);
      int upTo = lowerBound(Math.nextUp(score));
      wins += below + (upTo - below) / 2.0;
    }
    return Optional.of(wins / inScope.length / outOfScope.length);
  }

  /** How many out-of-scope scores are below. */
  private int lowerBound(double score) {
    int low = 0;
    int high = outOfScope.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (outOfScope[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
