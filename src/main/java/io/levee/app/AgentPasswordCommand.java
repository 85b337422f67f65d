package io.levee.app;

import io.levee.desk.PasswordHash;
import io.levee.desk.account.AccountStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives an agent a new password, and ends all of their logins. */
@Command(
    name = "password",
    mixinStandardHelpOptions = true,
    description = "Gives an agent a new password, and ends all of their logins.",
    footer = {"", "Example:", "  ./levee agent password dora"})
final class AgentPasswordCommand extends AgentChange {
  @Option(
      names = "--password-stdin",
      description =
          "Reads the password from standard input, which is done anyway where no person sits.")
  private boolean passwordStdin;

  @Override
  Optional<Function<AccountStore, Future<Boolean>>> change(String of) throws IOException {
    return Passwords.read(spec().commandLine().getErr(), passwordStdin)
        .map(PasswordHash::of)
        .map(hash -> store -> store.password(of, hash));
  }

  @Override
  String done() {
    return "%s has a new password.";
  }
}
