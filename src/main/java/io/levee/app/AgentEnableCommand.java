package io.levee.app;

import io.levee.desk.account.AccountStore;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** Lets an agent in again. */
@Command(
    name = "enable",
    mixinStandardHelpOptions = true,
    description = "Lets an agent in again.",
    footer = {"", "Example:", "  ./levee agent enable dora"})
final class AgentEnableCommand extends AgentChange {
  @Override
  Optional<Function<AccountStore, Future<Boolean>>> change(String of) {
    return Optional.of(store -> store.enable(of, true));
  }

  @Override
  String done() {
    return "%s is enabled.";
  }
}
