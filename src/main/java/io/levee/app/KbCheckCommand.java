package io.levee.app;

import io.levee.app.config.Config;
import io.levee.knowledge.KnowledgeLoader;
import io.levee.knowledge.LoadResult;
import java.nio.file.Path;
import java.util.Optional;
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
    Optional<Config> config = options.load(spec.commandLine().getErr());
    if (config.isEmpty()) {
      return ExitCode.CONFIG;
    }
    Path directory = Home.resolve(System.getenv(), Path.of(config.get().knowledge().directory()));
    return switch (KnowledgeLoader.load(directory, config.get().knowledge())) {
      case LoadResult.Loaded(var knowledge, var warnings) -> {
        warnings.forEach(spec.commandLine().getErr()::println);
        spec.commandLine()
            .getOut()
            .println(
                "%d entries, %d phrases, %d warnings"
                    .formatted(
                        knowledge.entries().size(),
                        knowledge.entries().stream().mapToInt(e -> e.phrases().size()).sum(),
                        warnings.size()));
        yield ExitCode.OK;
      }
      case LoadResult.Invalid(var faults) -> {
        faults.forEach(spec.commandLine().getErr()::println);
        yield ExitCode.FAILURE;
      }
    };
  }
}
