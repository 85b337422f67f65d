package io.levee.app;

import io.levee.replay.Ask;
import io.levee.replay.AskOptions;
import io.levee.replay.Target;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running gateway every line of a file. */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks a running gateway every line of a file, each as a customer of its own, and says what"
          + " came of it.",
      "",
      "Customers and messages are named after the lines and what they say: the same command again"
          + " sends the same messages, and what was taken before counts as a duplicate. Another"
          + " file is asked anew."
    },
    footer = {
      "",
      "Exits with 1 when a line got no answer.",
      "",
      "Examples:",
      "  ./levee ask questions.txt",
      "  ./levee ask labelled.tsv --column 2 --limit 100 --socket",
      "  ./levee ask questions.txt --json --prefix run2 --url https://chat.shop.example"
    })
final class AskCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "UTF-8, one question a line, or TSV.")
  private Path file;

  @Option(
      names = "--socket",
      description = "Over WebSocket, as a customer who is signed in, instead of HTTP.")
  private boolean socket;

  @Option(
      names = "--concurrency",
      defaultValue = "16",
      description = "How many customers at once, 1 to 1,000 (${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--limit",
      defaultValue = "1000000",
      description = "At most so many lines (${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--column",
      defaultValue = "0",
      description = "Which tab-separated column is asked, from 1; 0: the last.")
  private int column;

  @Option(
      names = "--prefix",
      defaultValue = "q",
      description = "What the customers' names begin with; another one makes a fresh run.")
  private String prefix;

  @Option(
      names = "--retry",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Try again what fails for a passing reason (the default), or do not.")
  private boolean retry;

  @Option(
      names = "--patience",
      defaultValue = "60s",
      description = "How long one line is tried again (${DEFAULT-VALUE}).")
  private Duration patience;

  @Option(
      names = "--rows",
      defaultValue = "200",
      description = "How many lines of the table to print (${DEFAULT-VALUE}).")
  private int rows;

  @Option(names = "--json", description = "Print totals as JSON, and no table.")
  private boolean json;

  @Mixin private ShopOptions shop;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (concurrency < 1 || concurrency > 1000 || limit < 0 || column < 0) {
      throw new ParameterException(
          spec.commandLine(), "give --concurrency 1 to 1000, --limit and --column 0 or more");
    }
    if (!prefix.matches("[A-Za-z0-9_.:-]{1,40}")) {
      throw new ParameterException(spec.commandLine(), "give --prefix 1 to 40 of A-Za-z0-9_.:-");
    }
    Target target = shop.target();
    String needed = socket ? target.tokenSecret() : target.apiKey();
    if (needed.isEmpty()) {
      spec.commandLine().getErr().println(shop.missing(socket ? "tokenSecret" : "apiKey"));
      return ExitCode.CONFIG;
    }
    AskOptions options =
        new AskOptions(
            file, column, limit, socket, concurrency, prefix, retry, patience, rows, json);
    // The texts are UTF-8 whatever the locale says.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    return new Ask(target, options, out, System.err, Terminal.columns()).run();
  }
}
