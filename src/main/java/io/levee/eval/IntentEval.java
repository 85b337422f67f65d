package io.levee.eval;

import io.levee.understanding.Phrase;
import io.levee.understanding.Ranking;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code levee eval intent}: is a text given the right one of many intents? */
final class IntentEval {
  private static final int FOLDS = 5;

  /** So many texts tell where a fortieth of them lies; more are not heard for it. */
  private static final int ENOUGH = 2_500;

  /**
   * Aimed at, to lose at most three points: what was left out of the training resembles the rest
   * more than a stranger's texts do, which have been seen to lose twice as much.
   */
  private static final double LOSS = 0.01;

  private final List<Labelled> texts;
  private final List<Ranking> rankings;
  private final int oos;
  private final Tradeoff tradeoff;
  private final double accept;
  private final double cautious;

  private IntentEval(
      List<Labelled> texts,
      List<Ranking> rankings,
      List<Ranking> oos,
      double accept,
      double cautious) {
    this.texts = texts;
    this.rankings = rankings;
    this.oos = oos.size();
    this.tradeoff = new Tradeoff(texts, rankings, oos);
    this.accept = accept;
    this.cautious = cautious;
  }

  /**
   * @param test texts with an intent that the training does not have are out of scope
   * @param oos more that are out of scope; may be empty
   * @param accept the threshold that ships
   */
  static IntentEval run(
      Trial trial, List<Labelled> train, List<Labelled> test, List<Labelled> oos, double accept) {
    Set<String> known = train.stream().map(Labelled::label).collect(Collectors.toSet());
    List<Labelled> inScope = test.stream().filter(t -> known.contains(t.label())).toList();
    List<Labelled> outOfScope = new ArrayList<>(oos);
    test.stream().filter(t -> !known.contains(t.label())).forEach(outOfScope::add);
    double cautious = outOfScope.isEmpty() ? 0 : cautious(trial, train);
    Trial.Learned learned = trial.learn(KnowledgeBase.phrases(train));
    return new IntentEval(
        inScope, trial.hear(learned, inScope), trial.hear(learned, outOfScope), accept, cautious);
  }

  /**
   * The threshold that costs a little accuracy in scope, chosen on the training texts alone: each
   * fifth, or as many as are enough, is heard by what learned the other four.
   */
  private static double cautious(Trial trial, List<Labelled> train) {
    Map<String, Integer> seen = new HashMap<>();
    int[] fold = new int[train.size()];
    for (int i = 0; i < fold.length; i++) {
      fold[i] = seen.merge(train.get(i).label(), 1, Integer::sum) % FOLDS;
    }
    List<Labelled> texts = new ArrayList<>();
    List<Ranking> rankings = new ArrayList<>();
    for (int f = 0; f < FOLDS && texts.size() < ENOUGH; f++) {
      List<Labelled> heard = part(train, fold, f, true);
      List<Phrase> learned = KnowledgeBase.phrases(part(train, fold, f, false));
      texts.addAll(heard);
      rankings.addAll(trial.hear(trial.learn(learned), heard));
    }
    return new Tradeoff(texts, rankings, List.of()).losing(LOSS);
  }

  private static List<Labelled> part(List<Labelled> all, int[] fold, int which, boolean inside) {
    return IntStream.range(0, fold.length)
        .filter(i -> (fold[i] == which) == inside)
        .mapToObj(all::get)
        .toList();
  }

  private double within(int most) {
    long found =
        IntStream.range(0, texts.size())
            .filter(
                i -> {
                  int rank = rankings.get(i).rankOf(texts.get(i).label());
                  return rank >= 1 && rank <= most;
                })
            .count();
    return found / (double) Math.max(1, texts.size());
  }

  /** The mean over all intents that are meant or said, each counting alike, of its F1. */
  private double macroF1() {
    Map<String, Integer> meant = new HashMap<>();
    Map<String, Integer> said = new HashMap<>();
    Map<String, Integer> both = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      String label = texts.get(i).label();
      String best = rankings.get(i).best();
      meant.merge(label, 1, Integer::sum);
      said.merge(best, 1, Integer::sum);
      if (label.equals(best)) {
        both.merge(label, 1, Integer::sum);
      }
    }
    Set<String> labels = new TreeSet<>(meant.keySet());
    labels.addAll(said.keySet());
    return labels.stream()
        .mapToDouble(
            l ->
                2.0
                    * both.getOrDefault(l, 0)
                    / (meant.getOrDefault(l, 0) + said.getOrDefault(l, 0)))
        .average()
        .orElse(0);
  }

  JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("n", texts.size())
            .put("accuracy", Figures.round(within(1)))
            .put("top3", Figures.round(within(3)))
            .put("macroF1", Figures.round(macroF1()));
    if (oos > 0) {
      json.put(
          "oos",
          new JsonObject()
              .put("n", oos)
              .put("auroc", Figures.round(tradeoff.auroc().orElse(0.0)))
              .put("shipped", json(tradeoff.at(accept)))
              .put("atLoss3", json(tradeoff.at(cautious))));
    }
    return json;
  }

  private static JsonObject json(Tradeoff.Point p) {
    return new JsonObject()
        .put("threshold", Figures.round(p.threshold()))
        .put("inScopeAccuracy", Figures.round(p.right()))
        .put("oosRecall", Figures.round(p.oosRejected()));
  }

  void print(PrintStream out, int rows) {
    out.printf(
        "%,d texts: accuracy %s, top-3 %s, macro-F1 %s%n",
        texts.size(), Figures.share(within(1)), Figures.share(within(3)), Figures.share(macroF1()));
    if (oos > 0) {
      out.printf(
          "%n%,d texts out of scope: area under the ROC curve %s%n",
          oos, Figures.share(tradeoff.auroc().orElse(0.0)));
      out.printf("%-22s  %9s  %17s  %10s%n", "", "threshold", "in-scope accuracy", "oos recall");
      row(out, "none", tradeoff.at(0));
      row(out, "shipped", tradeoff.at(accept));
      row(out, "cross-validated, -3pt", tradeoff.at(cautious));
    }
    Confusions.print(out, Confusions.of(texts, rankings), Map.of(), rows);
  }

  private static void row(PrintStream out, String name, Tradeoff.Point p) {
    out.printf(
        "%-22s  %9s  %17s  %10s%n",
        name,
        Figures.share(p.threshold()),
        Figures.share(p.right()),
        Figures.share(p.oosRejected()));
  }
}
