package io.levee.app;

import io.levee.desk.PasswordHash;
import java.io.IOException;
import java.util.Optional;
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
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<String> password = Passwords.read(spec.commandLine().getErr());
    if (password.isEmpty()) {
      return ExitCode.FAILURE;
    }
    spec.commandLine().getOut().println(PasswordHash.of(password.get()));
    return ExitCode.OK;
  }
}
