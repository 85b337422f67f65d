package io.levee.app;

import io.levee.desk.AgentAccount;
import io.levee.desk.account.AccountStore;
import io.levee.desk.account.Role;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Gives an agent another role. */
@Command(
    name = "role",
    mixinStandardHelpOptions = true,
    description = "Gives an agent another role.",
    footer = {"", "Example:", "  ./levee agent role dora senior"})
final class AgentRoleCommand extends AgentChange {
  @Parameters(index = "1", paramLabel = "ROLE", description = "agent, senior, supervisor or admin.")
  private String role;

  @Override
  Optional<Function<AccountStore, Future<Boolean>>> change(String of) {
    if (Role.ofWire(role).isEmpty()) {
      throw new ParameterException(
          spec().commandLine(), "ROLE is " + role + "; give one of " + Role.names());
    }
    return Optional.of(
        store ->
            store
                .find(of)
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(false)
                            : store.change(of, with(found.get().card()))));
  }

  private AgentAccount with(AgentAccount card) {
    return new AgentAccount(
        card.name(), card.passwordHash(), card.skills(), role, card.capacity(), card.storefront());
  }

  @Override
  String done() {
    return "%s is " + role + " now.";
  }
}
