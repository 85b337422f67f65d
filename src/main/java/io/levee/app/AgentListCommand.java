package io.levee.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.levee.app.config.Config;
import io.levee.desk.account.Account;
import io.levee.desk.account.AccountStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the accounts. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the accounts.",
    footer = {"", "Examples:", "  ./levee agent list", "  ./levee agent list --json"})
final class AgentListCommand implements Callable<Integer> {
  private static final String ROW = "%-20s %-20s %-10s %-12s %8s  %-8s  %s%n";

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private ConfigOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<Config> config = options.load(spec.commandLine().getErr());
    if (config.isEmpty()) {
      return ExitCode.CONFIG;
    }
    List<Account> accounts = AccountsAtHand.with(config.get(), AccountStore::all);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(accounts).toPrettyString());
    } else {
      table(accounts, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void table(List<Account> accounts, PrintWriter out) {
    out.printf(ROW, "USER", "NAME", "ROLE", "STOREFRONT", "CAPACITY", "ENABLED", "SKILLS");
    for (Account one : accounts) {
      out.printf(
          ROW,
          one.user(),
          one.card().name(),
          one.card().role(),
          one.card().storefront(),
          one.card().capacity(),
          one.enabled() ? "yes" : "no",
          String.join(",", one.card().skills()));
    }
  }

  private static ObjectNode json(List<Account> accounts) {
    ObjectNode all = new ObjectMapper().createObjectNode();
    ArrayNode agents = all.putArray("agents");
    for (Account one : accounts) {
      ObjectNode row =
          agents
              .addObject()
              .put("user", one.user())
              .put("name", one.card().name())
              .put("role", one.card().role())
              .put("storefront", one.card().storefront())
              .put("capacity", one.card().capacity())
              .put("enabled", one.enabled())
              .put("password", !one.card().passwordHash().isEmpty());
      ArrayNode skills = row.putArray("skills");
      one.card().skills().forEach(skills::add);
    }
    return all;
  }
}
