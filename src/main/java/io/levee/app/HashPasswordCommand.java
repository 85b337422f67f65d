package io.levee.app;

import io.levee.desk.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes what stands in the configuration in place of a password. */
@Command(
    name = "hash-password",
    mixinStandardHelpOptions = true,
    description = "Reads a password and prints its hash, for an agent's account in the config.",
    footer = {
      "",
      "The password is asked for, or read from standard input: never give it as an argument,",
      "where others on the machine could read it.",
      "",
      "Examples:",
      "  ./levee hash-password",
      "  ./levee hash-password < password.txt"
    })
final class HashPasswordCommand implements Callable<Integer> {
  private static final int LEAST_LENGTH = 4;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String password = read();
    if (password.length() < LEAST_LENGTH) {
      spec.commandLine()
          .getErr()
          .println("the two differ, or have fewer than " + LEAST_LENGTH + " characters");
      return ExitCode.FAILURE;
    }
    spec.commandLine().getOut().println(PasswordHash.of(password));
    return ExitCode.OK;
  }

  private static String read() throws IOException {
    if (Terminal.interactive()) {
      Console console = System.console();
      char[] once = console.readPassword("Password: ");
      char[] again = console.readPassword("Again: ");
      return once != null && Arrays.equals(once, again) ? new String(once) : "";
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
