package io.levee.app;

import io.levee.eval.Evaluation;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a text costs. */
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Learns a knowledge base and measures what a text costs at each stage, on one thread: texts a"
          + " second of processor time, and microseconds at the 50th, 99th and 99.9th percentile.",
      "",
      "Then hears the queries once, in their order, and compares the cache's hit ratio with the best"
          + " that any cache of its size could have (Bélády's)."
    },
    footer = {
      "",
      "Examples:",
      "  ./levee eval speed --kb conf/knowledge --queries asked.tsv",
      "  ./levee eval speed --kb kb.tsv --queries asked.tsv --set understanding.cacheEntries=500",
      "  ./levee eval speed --kb conf/knowledge --queries asked.tsv --entries 50000"
    })
final class EvalSpeedCommand implements Callable<Integer> {
  @Option(
      names = "--kb",
      required = true,
      paramLabel = "FILE",
      description = "The knowledge base: a table, or a YAML file or directory of them.")
  private Path kb;

  @Option(
      names = "--queries",
      required = true,
      paramLabel = "FILE",
      description = "UTF-8, anything<TAB>question a line.")
  private Path queries;

  @Option(
      names = "--entries",
      paramLabel = "N",
      description =
          "Then grow the knowledge base to so many entries, 1 to 500,000, with questions about made-up"
              + " goods, and measure how it loads, the first time and again, what it holds in memory,"
              + " and what a text costs compared with a thousand entries.")
  private Integer entries;

  @Spec private CommandSpec spec;

  @Mixin private EvalOptions options;

  @Override
  public Integer call() {
    if (entries != null && (entries < 1 || entries > Evaluation.MOST_ENTRIES)) {
      throw new ParameterException(
          spec.commandLine(), "give --entries 1 to " + Evaluation.MOST_ENTRIES);
    }
    OptionalInt grown = entries == null ? OptionalInt.empty() : OptionalInt.of(entries);
    return options.measure(e -> e.speed(kb, queries, grown));
  }
}
