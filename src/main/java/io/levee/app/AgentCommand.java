package io.levee.app;

import picocli.CommandLine.Command;

/** The people who answer. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The accounts of the people who answer, in the database.",
    footer = {
      "",
      "Works while the gateway runs, and while it does not; gateways notice within seconds.",
      "Accounts that stand under agents in the configuration are put into the database when the",
      "gateway starts; from then on the database holds.",
      "",
      "Examples:",
      "  ./levee agent add dora --name Dora --skills general,returns",
      "  ./levee agent add dora --password-stdin < password.txt",
      "  ./levee agent list --json",
      "  ./levee agent disable dora"
    })
final class AgentCommand {}
