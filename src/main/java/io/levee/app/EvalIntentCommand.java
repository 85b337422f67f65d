package io.levee.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether texts are given the right intent. */
@Command(
    name = "intent",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Learns intents from examples and classifies other texts: accuracy, top-3, macro-F1; and with"
          + " --oos, how many strange texts are rejected at what cost.",
      "",
      "The cautious threshold is chosen by cross-validation on the training texts alone, to cost at"
          + " most three points of accuracy in scope."
    },
    footer = {
      "",
      "Files are UTF-8, intent<TAB>text a line. Test texts of an intent that the training does not"
          + " have are out of scope.",
      "",
      "Examples:",
      "  ./levee eval intent --train train.tsv --test test.tsv",
      "  ./levee eval intent --train train.tsv --test test.tsv --oos strange.tsv --json",
      "  ./levee eval intent --train train.tsv --test test.tsv --lexical"
    })
final class EvalIntentCommand implements Callable<Integer> {
  @Option(
      names = "--train",
      required = true,
      paramLabel = "FILE",
      description = "Examples of every intent.")
  private Path train;

  @Option(
      names = "--test",
      required = true,
      paramLabel = "FILE",
      description = "Other texts and their intent.")
  private Path test;

  @Option(
      names = "--oos",
      paramLabel = "FILE",
      description = "Texts that none of the intents fits.")
  private Path oos;

  @Mixin private EvalOptions options;

  @Override
  public Integer call() {
    return options.measure(
        e -> e.intent(train, test, Optional.ofNullable(oos), options.depth(), options.threads()));
  }
}
