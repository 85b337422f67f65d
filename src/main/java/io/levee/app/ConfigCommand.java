package io.levee.app;

import io.levee.app.config.Config;
import io.levee.app.config.Printed;
import io.levee.app.config.Reference;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the configuration. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Prints the configuration that holds, with secrets masked; or the reference.",
    footer = {
      "",
      "Examples:",
      "  ./levee config",
      "  LEVEE_OPS_PORT=9081 ./levee config --set log.level=debug",
      "  ./levee config --reference > docs/CONFIGURATION.md"
    })
final class ConfigCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options;

  @Option(names = "--reference", description = "Prints every key, as Markdown.")
  private boolean reference;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (reference) {
      out.print(Reference.markdown());
      out.flush();
      return ExitCode.OK;
    }
    Optional<Config> config = options.load(spec.commandLine().getErr());
    config.ifPresent(
        good -> {
          out.print(Printed.yaml(good));
          out.flush();
        });
    return config.isPresent() ? ExitCode.OK : ExitCode.CONFIG;
  }
}
