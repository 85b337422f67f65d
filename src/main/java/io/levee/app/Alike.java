package io.levee.app;

import io.levee.knowledge.Entry;
import io.levee.understanding.Lookalikes;
import io.levee.understanding.Models;
import io.levee.understanding.Phrase;
import io.levee.understanding.UnderstandingConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says which entries the matcher cannot tell apart, and what to do about them. */
final class Alike {
  /** From here on two phrases of the starter knowledge mean the same to most readers. */
  private static final double ALIKE = 0.95;

  private static final int MOST_TOLD = 30;

  private Alike() {}

  /**
   * Compares every phrase with every other. Blocks.
   *
   * @return how many pairs of entries are alike
   */
  static int tell(
      List<Entry> entries, UnderstandingConfig config, PrintStream progress, PrintWriter out) {
    List<Phrase> phrases =
        entries.stream()
            .flatMap(entry -> entry.phrases().stream().map(text -> new Phrase(entry.id(), text)))
            .toList();
    List<Lookalikes.Pair> pairs;
    try (Models models =
            Models.load(
                config, Home.resolve(System.getenv(), Path.of("")), new SimpleMeterRegistry());
        Bar bar = Bar.of("comparing", progress)) {
      pairs = Lookalikes.among(phrases, models, ALIKE, bar);
    }
    Map<String, Entry> byId =
        entries.stream().collect(Collectors.toMap(Entry::id, Function.identity()));
    pairs.stream().limit(MOST_TOLD).forEach(pair -> out.println(told(pair, byId)));
    if (pairs.size() > MOST_TOLD) {
      out.println("… and " + (pairs.size() - MOST_TOLD) + " more pairs");
    }
    return pairs.size();
  }

  private static String told(Lookalikes.Pair pair, Map<String, Entry> byId) {
    Entry one = byId.get(pair.one().intent());
    Entry other = byId.get(pair.other().intent());
    boolean same = one.texts().answers().equals(other.texts().answers());
    return "%s: `%s` “%s” and `%s` “%s” cannot be told apart (%.2f); %s"
        .formatted(
            same ? "duplicate" : "contradiction",
            one.id(),
            pair.one().text(),
            other.id(),
            pair.other().text(),
            pair.likeness(),
            same
                ? "they answer alike: make one entry of them"
                : "they answer differently: keep the phrase in the one that is meant, or reword"
                    + " both so that they name what differs");
  }
}
