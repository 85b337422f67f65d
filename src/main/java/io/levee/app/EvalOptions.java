package io.levee.app;

import io.levee.app.config.Config;
import io.levee.eval.Evaluation;
import io.levee.eval.Steps;
import io.levee.understanding.Depth;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every evaluation may be told. */
final class EvalOptions {
  /** One evaluation. */
  @FunctionalInterface
  interface Measurement {
    void run(Evaluation evaluation) throws IOException;
  }

  @Option(names = "--json", description = "Print figures as JSON, and no table.")
  private boolean json;

  @Option(
      names = "--rows",
      defaultValue = "20",
      description = "How many of the worst pairs to list (${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "How many texts are heard at once, 1 to 64 (${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--lexical",
      description = "Without inference, as under overload: the lexical stage has the last word.")
  private boolean lexical;

  @Mixin private ConfigOptions options;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  int threads() {
    return threads;
  }

  Depth depth() {
    return lexical ? Depth.LEXICAL_ONLY : Depth.FULL;
  }

  /** Measures with the configuration as it stands; what a command exits with. */
  int measure(Measurement measurement) {
    if (threads < 1 || threads > 64 || rows < 0) {
      throw new ParameterException(
          spec.commandLine(), "give --threads 1 to 64 and --rows 0 or more");
    }
    Optional<Config> config = options.load(spec.commandLine().getErr());
    if (config.isEmpty()) {
      return ExitCode.CONFIG;
    }
    // The texts are UTF-8 whatever the locale says.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Steps steps = new Steps(System.err, Terminal.watched(), System::nanoTime);
    try {
      measurement.run(
          new Evaluation(
              config.get().understanding(),
              config.get().knowledge(),
              Home.resolve(System.getenv(), Path.of("")),
              steps,
              out,
              json,
              rows));
      return ExitCode.OK;
    } catch (IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.FAILURE;
    }
  }
}
