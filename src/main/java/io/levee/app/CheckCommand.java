package io.levee.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a configuration, and starts nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks the configuration and says everything that is wrong with it, at once.",
    footer = {
      "",
      "Exits with 78 when there are faults.",
      "",
      "Examples:",
      "  ./levee check",
      "  ./levee check --config /etc/levee.yaml --set ops.port=9081"
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (options.load(spec.commandLine().getErr()).isEmpty()) {
      return ExitCode.CONFIG;
    }
    out.println("The configuration is good.");
    return ExitCode.OK;
  }
}
