package io.levee.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with the knowledge files. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Checks the knowledge files and says everything that is wrong with them, at once.",
    footer = {"", "Examples:", "  ./levee kb check", "  ./levee kb check --config /etc/levee.yaml"})
final class KbCheckCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (options.load(spec.commandLine().getErr()).isEmpty()) {
      return ExitCode.CONFIG;
    }
    throw new IllegalStateException("this build has no knowledge to check yet");
  }
}
