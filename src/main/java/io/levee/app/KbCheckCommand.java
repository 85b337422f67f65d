package io.levee.app;

import io.levee.app.config.Config;
import io.levee.knowledge.Entry;
import io.levee.knowledge.KnowledgeFault;
import io.levee.knowledge.KnowledgeImport;
import io.levee.knowledge.KnowledgeLoader;
import io.levee.knowledge.LoadResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with the knowledge files. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks the knowledge files and says everything that is wrong with them, at once; then which"
          + " entries the matcher cannot tell apart.",
      "With a FILE, checks it as an import would."
    },
    footer = {
      "",
      "Examples:",
      "  ./levee kb check",
      "  ./levee kb check --quick --config /etc/levee.yaml",
      "  ./levee kb check kb.xlsx"
    })
final class KbCheckCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "A CSV, XLSX or YAML file that is to be imported.")
  private Path file;

  @Option(
      names = "--quick",
      description = "Do not look for entries that the matcher cannot tell apart.")
  private boolean quick;

  @Mixin private ConfigOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<Config> config = options.load(spec.commandLine().getErr());
    if (config.isEmpty()) {
      return ExitCode.CONFIG;
    }
    Path directory = Home.resolve(System.getenv(), Path.of(config.get().knowledge().directory()));
    return file == null ? directory(directory, config.get()) : file(directory, config.get());
  }

  private int directory(Path directory, Config config) {
    return switch (KnowledgeLoader.load(directory, config.knowledge())) {
      case LoadResult.Loaded(var knowledge, var warnings) ->
          well(knowledge.entries(), warnings, config);
      case LoadResult.Invalid(var faults) -> refused(faults);
    };
  }

  private int file(Path directory, Config config) {
    return switch (KnowledgeImport.prepare(file, directory, config.knowledge())) {
      case KnowledgeImport.Outcome.Ready(KnowledgeImport plan) ->
          well(plan.entries(), plan.warnings(), config);
      case KnowledgeImport.Outcome.Refused(var faults) -> refused(faults);
    };
  }

  private int well(List<Entry> entries, List<KnowledgeFault> warnings, Config config) {
    PrintWriter err = spec.commandLine().getErr();
    warnings.forEach(err::println);
    err.flush();
    int alike = quick ? 0 : Alike.tell(entries, config.understanding(), System.err, err);
    spec.commandLine()
        .getOut()
        .println(
            "%d entries, %d phrases, %d warnings%s"
                .formatted(
                    entries.size(),
                    entries.stream().mapToInt(e -> e.phrases().size()).sum(),
                    warnings.size(),
                    quick ? "" : ", %d pairs that cannot be told apart".formatted(alike)));
    return ExitCode.OK;
  }

  private int refused(List<KnowledgeFault> faults) {
    faults.forEach(spec.commandLine().getErr()::println);
    return ExitCode.FAILURE;
  }
}
