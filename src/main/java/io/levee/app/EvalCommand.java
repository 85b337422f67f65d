package io.levee.app;

import picocli.CommandLine.Command;

/** Measures how well and how fast texts are understood. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Measures, on labelled texts of your own, how well and how fast they are understood.",
      "",
      "Everything is heard by the very matcher that serves, with the configuration's thresholds."
    },
    footer = {
      "",
      "Examples:",
      "  ./levee eval faq --kb conf/knowledge --queries asked.tsv --oos strange.tsv",
      "  ./levee eval intent --train train.tsv --test test.tsv --json"
    })
final class EvalCommand {}
