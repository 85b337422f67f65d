package io.levee.app;

import io.levee.desk.account.AccountStore;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** Ends all of an agent's logins, and lets them in no more. */
@Command(
    name = "disable",
    mixinStandardHelpOptions = true,
    description = "Ends all of an agent's logins, and lets them in no more.",
    footer = {"", "Example:", "  ./levee agent disable dora"})
final class AgentDisableCommand extends AgentChange {
  @Override
  Optional<Function<AccountStore, Future<Boolean>>> change(String of) {
    return Optional.of(store -> store.enable(of, false));
  }

  @Override
  String done() {
    return "%s is disabled and, within seconds, signed out everywhere.";
  }
}
