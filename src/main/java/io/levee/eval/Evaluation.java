package io.levee.eval;

import io.levee.knowledge.KnowledgeConfig;
import io.levee.understanding.Depth;
import io.levee.understanding.Models;
import io.levee.understanding.MoodReader;
import io.levee.understanding.UnderstandingConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code levee eval}: measures, prints, and blocks until done. Everything is heard by the matcher
 * that serves.
 */
public final class Evaluation {
  /** To which a knowledge base can be grown. */
  public static final int MOST_ENTRIES = GrownKnowledge.MOST;

  private final UnderstandingConfig config;
  private final KnowledgeConfig knowledge;
  private final Path home;
  private final Steps steps;
  private final PrintStream out;
  private final boolean json;
  private final int rows;

  /**
   * @param knowledge how knowledge files are read
   * @param home where Levee is installed
   * @param json whether to print JSON instead of tables
   * @param rows most pairs in a list of confusions
   */
  public Evaluation(
      UnderstandingConfig config,
      KnowledgeConfig knowledge,
      Path home,
      Steps steps,
      PrintStream out,
      boolean json,
      int rows) {
    this.config = config;
    this.knowledge = knowledge;
    this.home = home;
    this.steps = steps;
    this.out = out;
    this.json = json;
    this.rows = rows;
  }

  /**
   * @param kb a table, or YAML
   * @throws IOException when a file cannot be used, saying which and why
   */
  public void faq(Path kb, Path queries, Optional<Path> oos, Depth depth, int threads)
      throws IOException {
    var phrases = KnowledgeBase.read(kb, knowledge);
    var texts = Labelled.read(queries);
    var strange = oos.isPresent() ? Labelled.read(oos.get()) : List.<Labelled>of();
    try (Trial trial = new Trial(config, home, depth, threads, steps)) {
      FaqEval eval = FaqEval.run(trial, phrases, texts, strange, config.accept());
      if (json) {
        out.println(eval.json().encodePrettily());
      } else {
        eval.print(out, rows);
      }
    }
  }

  /**
   * @throws IOException when a file cannot be used, saying which and why
   */
  public void intent(Path train, Path test, Optional<Path> oos, Depth depth, int threads)
      throws IOException {
    var learned = Labelled.read(train);
    var texts = Labelled.read(test);
    var strange = oos.isPresent() ? Labelled.read(oos.get()) : List.<Labelled>of();
    try (Trial trial = new Trial(config, home, depth, threads, steps)) {
      IntentEval eval = IntentEval.run(trial, learned, texts, strange, config.accept());
      if (json) {
        out.println(eval.json().encodePrettily());
      } else {
        eval.print(out, rows);
      }
    }
  }

  /**
   * @throws IOException when the file cannot be used, saying why
   */
  public void sentiment(Path test) throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Models models = Models.load(config, home, registry)) {
      SentimentEval eval = SentimentEval.run(test, new MoodReader(models));
      if (json) {
        out.println(eval.json().encodePrettily());
      } else {
        eval.print(out);
      }
    }
  }

  /**
   * @param entries a size to grow the knowledge base to, and measure it too; empty: leave it
   * @throws IOException when a file cannot be used, saying which and why
   */
  public void speed(Path kb, Path queries, OptionalInt entries) throws IOException {
    var phrases = KnowledgeBase.read(kb, knowledge);
    var texts = Labelled.read(queries);
    SpeedEval eval = SpeedEval.run(config, home, phrases, texts, steps);
    Optional<ScaleEval> scale =
        entries.isPresent()
            ? Optional.of(ScaleEval.run(config, phrases, texts, entries.getAsInt(), steps))
            : Optional.empty();
    if (json) {
      JsonObject figures = eval.json();
      scale.ifPresent(s -> figures.put("scale", s.json()));
      out.println(figures.encodePrettily());
    } else {
      eval.print(out);
      scale.ifPresent(s -> s.print(out));
    }
  }
}
