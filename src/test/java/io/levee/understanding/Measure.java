package io.levee.understanding;

import io.levee.conversation.Understood;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Scores the cascade on labelled texts: {@code Measure KNOWLEDGE.tsv QUERIES.tsv…}, each line
 * {@code intent<TAB>text}; queries whose intent the knowledge does not have are out of scope. Run
 * by hand.
 */
final class Measure {
  private Measure() {}

  public static void main(String[] files) throws IOException {
    UnderstandingConfig config = UnderstandingConfig.defaults();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    long start = System.nanoTime();
    try (Models models = Models.load(config, registry);
        MatcherFactory factory = new MatcherFactory(() -> config, models, registry)) {
      System.out.printf("models loaded in %d ms%n", (System.nanoTime() - start) / 1_000_000);
      List<Phrase> knowledge = read(Path.of(files[0]));
      List<Phrase> queries = new ArrayList<>();
      for (int i = 1; i < files.length; i++) {
        queries.addAll(read(Path.of(files[i])));
      }
      for (Depth depth : List.of(Depth.LEXICAL_ONLY, Depth.FULL)) {
        System.out.println(score(factory.learn(knowledge), depth, knowledge, queries));
      }
    }
  }

  static Scorecard score(
      Understanding understanding, Depth depth, List<Phrase> knowledge, List<Phrase> queries) {
    Set<String> known = knowledge.stream().map(Phrase::intent).collect(Collectors.toSet());
    Scorecard card = new Scorecard(depth.name());
    for (Phrase query : queries) {
      long start = System.nanoTime();
      Understood heard = understanding.hear(query.text(), depth).toCompletableFuture().join();
      card.add(
          known.contains(query.intent()) ? query.intent() : null, heard, System.nanoTime() - start);
    }
    return card;
  }

  private static List<Phrase> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.split("\t"))
        .filter(columns -> columns.length > 1)
        .map(columns -> new Phrase(columns[0], columns[1]))
        .toList();
  }
}
