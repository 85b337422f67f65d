package io.levee.eval;

import io.levee.understanding.Phrase;
import io.levee.understanding.Ranking;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code levee eval faq}: does a question find its entry, and is a strange one rejected? */
final class FaqEval {
  private static final double[] CURVE = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98};

  private final List<Labelled> queries;
  private final List<Ranking> rankings;
  private final int oos;
  private final Tradeoff tradeoff;
  private final double accept;
  private final Map<String, String> names;

  private FaqEval(
      List<Labelled> queries,
      List<Ranking> rankings,
      List<Ranking> oos,
      double accept,
      Map<String, String> names) {
    this.queries = queries;
    this.rankings = rankings;
    this.oos = oos.size();
    this.tradeoff = new Tradeoff(queries, rankings, oos);
    this.accept = accept;
    this.names = names;
  }

  /**
   * @param oos questions that no entry answers; may be empty
   * @param accept the threshold that ships
   */
  static FaqEval run(
      Trial trial,
      List<Phrase> knowledge,
      List<Labelled> queries,
      List<Labelled> oos,
      double accept) {
    Trial.Learned learned = trial.learn(knowledge);
    return new FaqEval(
        queries,
        trial.hear(learned, queries),
        trial.hear(learned, oos),
        accept,
        KnowledgeBase.names(knowledge));
  }

  private double within(int rank) {
    long found =
        IntStream.range(0, queries.size()).filter(i -> rank(i) >= 1 && rank(i) <= rank).count();
    return found / (double) queries.size();
  }

  private double meanReciprocalRank() {
    return IntStream.range(0, queries.size())
        .mapToDouble(i -> rank(i) == 0 ? 0 : 1.0 / rank(i))
        .average()
        .orElse(0);
  }

  private int rank(int i) {
    return rankings.get(i).rankOf(queries.get(i).label());
  }

  JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("n", queries.size())
            .put("top1", Figures.round(within(1)))
            .put("top3", Figures.round(within(3)))
            .put("mrr", Figures.round(meanReciprocalRank()));
    if (oos > 0) {
      json.put(
          "oos",
          new JsonObject()
              .put("n", oos)
              .put("shipped", tradeoff.at(accept).json())
              .put("at80", tradeoff.rejecting(0.8).json())
              .put("at95", tradeoff.rejecting(0.95).json()));
    }
    return json;
  }

  void print(PrintStream out, int rows) {
    out.printf(
        "%,d questions: top-1 %s, top-3 %s, mean reciprocal rank %s%n",
        queries.size(),
        Figures.share(within(1)),
        Figures.share(within(3)),
        Figures.share(meanReciprocalRank()));
    if (oos > 0) {
      out.printf("%n%,d questions out of scope:%n", oos);
      out.printf(
          "%-12s  %9s  %8s  %8s  %5s  %5s%n",
          "", "threshold", "rejected", "answered", "right", "wrong");
      row(out, "shipped", tradeoff.at(accept));
      for (double share : CURVE) {
        row(out, "reject " + Math.round(share * 100) + "%", tradeoff.rejecting(share));
      }
    }
    Confusions.print(out, Confusions.of(queries, rankings), names, rows);
  }

  private static void row(PrintStream out, String name, Tradeoff.Point p) {
    out.printf(
        "%-12s  %9s  %8s  %8s  %5s  %5s%n",
        name,
        Figures.share(p.threshold()),
        Figures.share(p.oosRejected()),
        Figures.share(p.answered()),
        Figures.share(p.right()),
        Figures.share(p.wrong()));
  }
}
