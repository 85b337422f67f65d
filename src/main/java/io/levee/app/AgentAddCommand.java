package io.levee.app;

import io.levee.app.config.Config;
import io.levee.desk.AgentAccount;
import io.levee.desk.PasswordHash;
import io.levee.desk.account.Account;
import io.levee.settings.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds an account. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Adds an account.",
    footer = {
      "",
      "The password is asked for, or read from standard input: never give it as an argument,",
      "where others on the machine could read it.",
      "",
      "Exits with 1 when there is an account of that name already.",
      "",
      "Examples:",
      "  ./levee agent add dora",
      "  ./levee agent add dora --name Dora --role senior --skills general,returns < password.txt"
    })
final class AgentAddCommand implements Callable<Integer> {
  @Parameters(paramLabel = "USER", description = "The name to sign in with.")
  private String user;

  @Option(names = "--name", description = "The name that customers see; by default USER.")
  private String name;

  @Option(
      names = "--role",
      defaultValue = "agent",
      description = "agent, senior, supervisor or admin; by default agent.")
  private String role;

  @Option(
      names = {"--skills", "--skill"},
      split = ",",
      paramLabel = "SKILL",
      description = "What they can be asked for; by default general. Repeatable.")
  private List<String> skills = List.of("general");

  @Option(
      names = "--capacity",
      defaultValue = "3",
      description = "How many customers at once at most, 1 to 100; by default 3.")
  private int capacity;

  @Option(
      names = "--storefront",
      description = "The id of their storefront; by default the only one that there is.")
  private String storefront;

  @Option(
      names = "--password-stdin",
      description =
          "Reads the password from standard input, which is done anyway where no person sits.")
  private boolean passwordStdin;

  @Option(
      names = "--no-password",
      description = "They sign in through the company's own login only (oidc).")
  private boolean noPassword;

  @Mixin private ConfigOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Config> config = options.load(err);
    if (config.isEmpty()) {
      return ExitCode.CONFIG;
    }
    AgentAccount card = card(config.get(), "");
    Optional<String> hash =
        noPassword ? Optional.of("") : Passwords.read(err, passwordStdin).map(PasswordHash::of);
    if (hash.isEmpty()) {
      return ExitCode.FAILURE;
    }
    Account account = Account.fresh(user, card(config.get(), hash.get()));
    boolean added = AccountsAtHand.with(config.get(), store -> store.add(account));
    if (!added) {
      err.println("there is an account " + user + " already; see ./levee agent list");
      return ExitCode.FAILURE;
    }
    spec.commandLine()
        .getOut()
        .println("Added " + user + ", " + card.role() + " of " + card.storefront() + ".");
    return ExitCode.OK;
  }

  private AgentAccount card(Config config, String hash) {
    if (!user.matches("[A-Za-z0-9_.@-]{1,64}")) {
      throw wrong("USER is not 1-64 of A-Za-z0-9_.@-");
    }
    Set<String> storefronts = config.storefronts().keySet();
    if (storefront == null && storefronts.size() != 1) {
      throw wrong("give --storefront: one of " + String.join(", ", storefronts));
    }
    String shop = storefront == null ? storefronts.iterator().next() : storefront;
    if (!storefronts.contains(shop)) {
      throw wrong(
          "there is no storefront " + shop + "; give one of " + String.join(", ", storefronts));
    }
    AgentAccount card =
        new AgentAccount(name == null ? user : name, hash, skills, role, capacity, shop);
    List<Fault> faults =
        card.faults().stream().filter(fault -> !fault.key().equals("passwordHash")).toList();
    if (!faults.isEmpty()) {
      throw wrong("--" + faults.getFirst().key() + " " + faults.getFirst().problem());
    }
    return card;
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
