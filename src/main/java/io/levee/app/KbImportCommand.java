package io.levee.app;

import io.levee.app.config.Config;
import io.levee.knowledge.KnowledgeImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes entries over from a spreadsheet or a YAML file. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes the entries of a CSV, XLSX or YAML file into the knowledge: those of a known id are"
          + " replaced where they stand, new ones go into a file of their own, the rest stays. All"
          + " of the file is taken, or nothing. A running gateway takes the change over by itself."
    },
    footer = {
      "",
      "See docs/KNOWLEDGE.md for the columns, or export what there is: ./levee kb export kb.xlsx",
      "",
      "Examples:",
      "  ./levee kb import kb.xlsx --dry-run",
      "  ./levee kb import kb.csv --into conf/knowledge"
    })
final class KbImportCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "What to import.")
  private Path file;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "The directory of knowledge files; knowledge.directory, unless given.")
  private Path into;

  @Option(names = "--dry-run", description = "Check and report; write nothing.")
  private boolean dryRun;

  @Option(
      names = "--quick",
      description = "Do not look for entries that the matcher cannot tell apart.")
  private boolean quick;

  @Mixin private ConfigOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Config> config = options.load(err);
    if (config.isEmpty()) {
      return ExitCode.CONFIG;
    }
    Path directory =
        into != null
            ? into
            : Home.resolve(System.getenv(), Path.of(config.get().knowledge().directory()));
    return switch (KnowledgeImport.prepare(file, directory, config.get().knowledge())) {
      case KnowledgeImport.Outcome.Refused(var faults) -> {
        faults.forEach(err::println);
        err.println(file + " is refused: " + faults.size() + " faults; nothing is changed");
        yield ExitCode.FAILURE;
      }
      case KnowledgeImport.Outcome.Ready(KnowledgeImport plan) ->
          take(plan, directory, config.get(), err);
    };
  }

  private int take(KnowledgeImport plan, Path directory, Config config, PrintWriter err) {
    plan.warnings().forEach(err::println);
    if (!quick) {
      Alike.tell(plan.entries(), config.understanding(), System.err, err);
    }
    err.flush();
    try {
      if (!dryRun) {
        plan.write();
      }
    } catch (IOException | IllegalStateException broken) {
      err.println(directory + " cannot be written: " + broken.getMessage());
      return ExitCode.FAILURE;
    }
    String files =
        plan.files().stream()
            .map(path -> path.getFileName().toString())
            .collect(Collectors.joining(", "));
    spec.commandLine()
        .getOut()
        .println(
            "%s: %d new, %d changed, %d as they were; %s"
                .formatted(
                    file,
                    plan.added(),
                    plan.changed(),
                    plan.unchanged(),
                    files.isEmpty()
                        ? "there is nothing to write"
                        : (dryRun ? "would write " : "wrote ") + files + " in " + directory));
    return ExitCode.OK;
  }
}
