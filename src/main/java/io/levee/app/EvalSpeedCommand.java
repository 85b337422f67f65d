package io.levee.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
      "  ./levee eval speed --kb kb.tsv --queries asked.tsv --set understanding.cacheEntries=500"
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

  @Mixin private EvalOptions options;

  @Override
  public Integer call() {
    return options.measure(e -> e.speed(kb, queries));
  }
}
