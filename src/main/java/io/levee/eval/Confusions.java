package io.levee.eval;

import io.levee.understanding.Ranking;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which intents are taken for which, the worst first. */
final class Confusions {
  private record Pair(String meant, String taken) {}

  /**
   * @param count how often
   * @param example one such text
   */
  record Confusion(String meant, String taken, int count, String example) {}

  private Confusions() {}

  static List<Confusion> of(List<Labelled> texts, List<Ranking> rankings) {
    Map<Pair, List<String>> wrong = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      String meant = texts.get(i).label();
      String taken = rankings.get(i).best();
      if (!meant.equals(taken)) {
        wrong
            .computeIfAbsent(new Pair(meant, taken), p -> new ArrayList<>())
            .add(texts.get(i).text());
      }
    }
    return wrong.entrySet().stream()
        .map(
            e ->
                new Confusion(
                    e.getKey().meant,
                    e.getKey().taken,
                    e.getValue().size(),
                    e.getValue().getFirst()))
        .sorted(Comparator.comparingInt(Confusion::count).reversed())
        .toList();
  }

  /**
   * @param names what to call an intent besides its id, such as its standard question
   */
  static void print(
      PrintStream out, List<Confusion> confusions, Map<String, String> names, int most) {
    if (confusions.isEmpty() || most == 0) {
      return;
    }
    out.printf("%nconfused most often, of %,d pairs:%n", confusions.size());
    out.printf("%5s  %s%n", "times", "meant → taken for (such as)");
    for (Confusion c : confusions.subList(0, Math.min(most, confusions.size()))) {
      out.printf(
          "%5d  %s → %s (%s)%n",
          c.count(),
          name(c.meant(), names),
          c.taken().isEmpty() ? "nothing" : name(c.taken(), names),
          Figures.brief(c.example(), 40));
    }
  }

  private static String name(String id, Map<String, String> names) {
    String name = names.get(id);
    return name == null ? id : id + " " + Figures.brief(name, 30);
  }
}
