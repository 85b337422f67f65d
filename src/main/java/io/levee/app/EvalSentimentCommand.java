package io.levee.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether feelings are heard. */
@Command(
    name = "sentiment",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Hears how texts feel, and compares with their labels: 1 (furious) to 5 (delighted), or 0"
          + " (bad) and 1 (good).",
      "",
      "For 0 and 1, a text heard as 1 or 2 counts as bad, any other as good."
    },
    footer = {"", "Examples:", "  ./levee eval sentiment --test reviews.tsv --json"})
final class EvalSentimentCommand implements Callable<Integer> {
  @Option(
      names = "--test",
      required = true,
      paramLabel = "FILE",
      description = "UTF-8, label<TAB>text a line.")
  private Path test;

  @Mixin private EvalOptions options;

  @Override
  public Integer call() {
    return options.measure(e -> e.sentiment(test));
  }
}
