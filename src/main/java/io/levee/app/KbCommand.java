package io.levee.app;

import picocli.CommandLine.Command;

/** Work on the knowledge files. */
@Command(
    name = "kb",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Works on what the shop knows.",
    footer = {
      "",
      "Examples:",
      "  ./levee kb check",
      "  ./levee kb export kb.xlsx",
      "  ./levee kb import kb.xlsx --dry-run"
    })
final class KbCommand {}
