package io.levee.app;

import io.levee.app.config.Durations;
import io.levee.app.log.Logging;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What Levee can be asked to do: a table of contents. */
@Command(
    name = "levee",
    description = "A self-hosted, reactive customer-service gateway for online shops.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "./levee COMMAND --help tells more, with examples."})
public final class Main {

  private Main() {}

  /** Exits with 0 when all went well, 1 on failure, 2 on wrong usage, 78 on a faulty config. */
  public static void main(String[] args) {
    Logging.claimVertx();
    System.exit(commandLine(Gateway::start).execute(args));
  }

  static CommandLine commandLine(GatewayStart gateway) {
    return new CommandLine(new Main())
        .addSubcommand(new ServeCommand(gateway))
        .addSubcommand(new CheckCommand())
        .addSubcommand(new ConfigCommand())
        .addSubcommand(new AskCommand())
        .addSubcommand(new ChatCommand())
        .addSubcommand(
            new CommandLine(new ReplayCommand()).addSubcommand(new ReplayCompareCommand()))
        .addSubcommand(new RecordCommand())
        .addSubcommand(
            new CommandLine(new KbCommand())
                .addSubcommand(new KbCheckCommand())
                .addSubcommand(new KbImportCommand())
                .addSubcommand(new KbExportCommand()))
        .addSubcommand(
            new CommandLine(new EvalCommand())
                .addSubcommand(new EvalFaqCommand())
                .addSubcommand(new EvalIntentCommand())
                .addSubcommand(new EvalSentimentCommand())
                .addSubcommand(new EvalSpeedCommand()))
        .addSubcommand(
            new CommandLine(new AgentCommand())
                .addSubcommand(new AgentAddCommand())
                .addSubcommand(new AgentListCommand())
                .addSubcommand(new AgentDisableCommand())
                .addSubcommand(new AgentEnableCommand())
                .addSubcommand(new AgentPasswordCommand())
                .addSubcommand(new AgentRoleCommand()))
        .addSubcommand(new SimulateCommand())
        .addSubcommand(new BenchCommand())
        .addSubcommand(new HashPasswordCommand())
        .registerConverter(Duration.class, Durations::parse)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::failed);
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
    if (Boolean.getBoolean("levee.stacktraces")) {
      e.printStackTrace(command.getErr());
    }
    return ExitCode.FAILURE;
  }
}
