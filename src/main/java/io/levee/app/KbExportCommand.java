package io.levee.app;

import io.levee.app.config.Config;
import io.levee.knowledge.Knowledge;
import io.levee.knowledge.KnowledgeExport;
import io.levee.knowledge.KnowledgeImport.Format;
import io.levee.knowledge.KnowledgeLoader;
import io.levee.knowledge.LoadResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes all entries into one spreadsheet or YAML file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Writes all entries of the knowledge into one file. Imported again, it changes nothing.",
    footer = {
      "",
      "Examples:",
      "  ./levee kb export kb.xlsx",
      "  ./levee kb export kb.csv --from conf/knowledge",
      "  ./levee kb export backup.txt --format yaml"
    })
final class KbExportCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "Where to; replaced if it is there.")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, xlsx or yaml; as the file is called, unless given.")
  private Format format;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "The directory of knowledge files; knowledge.directory, unless given.")
  private Path from;

  @Mixin private ConfigOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Format> as = Optional.ofNullable(format).or(() -> Format.of(file));
    if (as.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), file + " ends in none of .csv, .xlsx, .yaml; give --format");
    }
    Optional<Config> config = options.load(err);
    if (config.isEmpty()) {
      return ExitCode.CONFIG;
    }
    Path directory =
        from != null
            ? from
            : Home.resolve(System.getenv(), Path.of(config.get().knowledge().directory()));
    return switch (KnowledgeLoader.load(directory, config.get().knowledge())) {
      case LoadResult.Loaded(Knowledge knowledge, var warnings) -> write(knowledge, as.get(), err);
      case LoadResult.Invalid(var faults) -> {
        faults.forEach(err::println);
        yield ExitCode.FAILURE;
      }
    };
  }

  private int write(Knowledge knowledge, Format as, PrintWriter err) {
    try {
      KnowledgeExport.write(knowledge, file, as);
    } catch (IOException broken) {
      err.println(file + " cannot be written: " + broken.getMessage());
      return ExitCode.FAILURE;
    }
    spec.commandLine().getOut().println(knowledge.entries().size() + " entries in " + file);
    return ExitCode.OK;
  }
}
