package io.levee.app;

import io.levee.app.config.Config;
import io.levee.desk.account.AccountStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is done to one account that there is. */
abstract class AgentChange implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "USER", description = "The name they sign in with.")
  private String user;

  @Mixin private ConfigOptions options;
  @Spec private CommandSpec spec;

  /**
   * Gathers what is needed.
   *
   * @return what is done then, and whether there was such an account; empty when it is not to be,
   *     which was told
   */
  abstract Optional<Function<AccountStore, Future<Boolean>>> change(String of) throws IOException;

  /** What to say afterwards, such as {@code "%s is disabled."}. */
  abstract String done();

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Config> config = options.load(spec.commandLine().getErr());
    if (config.isEmpty()) {
      return ExitCode.CONFIG;
    }
    Optional<Function<AccountStore, Future<Boolean>>> change = change(user);
    if (change.isEmpty()) {
      return ExitCode.FAILURE;
    }
    boolean known = AccountsAtHand.with(config.get(), change.get());
    if (!known) {
      spec.commandLine()
          .getErr()
          .println("there is no account " + user + "; see ./levee agent list");
      return ExitCode.FAILURE;
    }
    spec.commandLine().getOut().println(done().formatted(user));
    return ExitCode.OK;
  }
}
