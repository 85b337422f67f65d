package io.levee.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether questions find their entry. */
@Command(
    name = "faq",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Learns a knowledge base and asks it questions: does each find its entry (top-1, top-3, mean"
          + " reciprocal rank), and with --oos, what does rejecting strange questions cost?",
      "",
      "Answered, right and wrong are fractions of the questions in scope, rejected of those out of"
          + " scope. A question is answered when the chance that the shop knows what is meant"
          + " reaches the threshold, with one answer or by asking which of several."
    },
    footer = {
      "",
      "Files are UTF-8: id<TAB>standard question, id<TAB>question, anything<TAB>question.",
      "",
      "Examples:",
      "  ./levee eval faq --kb kb.tsv --queries asked.tsv --oos strange.tsv",
      "  ./levee eval faq --kb conf/knowledge --queries asked.tsv --json"
    })
final class EvalFaqCommand implements Callable<Integer> {
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
      description = "Questions and the id of the entry that answers them.")
  private Path queries;

  @Option(names = "--oos", paramLabel = "FILE", description = "Questions that no entry answers.")
  private Path oos;

  @Mixin private EvalOptions options;

  @Override
  public Integer call() {
    return options.measure(
        e -> e.faq(kb, queries, Optional.ofNullable(oos), options.depth(), options.threads()));
  }
}
