package io.levee.desk;

import io.levee.channel.agent.AgentDesk.Login;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Checks agents' passwords off the event loops, a bounded number at a time, and their tokens. */
final class Logins {
  /** Each check takes 19 MiB and a core for a while. */
  private static final int WORKERS = 2;

  private final Supplier<Map<String, AgentAccount>> accounts;
  private final Supplier<DeskConfig> config;
  private final AgentTokens tokens;
  private final LoginThrottle throttle;
  private final WorkerExecutor workers;
  private final AtomicInteger running = new AtomicInteger();
  private final Counter refused;

  Logins(
      Vertx vertx,
      Supplier<Map<String, AgentAccount>> accounts,
      Supplier<DeskConfig> config,
      Clock clock,
      MeterRegistry meters) {
    this.accounts = accounts;
    this.config = config;
    this.tokens = new AgentTokens(vertx, config.get().tokenSecret(), clock);
    this.throttle = new LoginThrottle(config, clock);
    this.workers = vertx.createSharedWorkerExecutor("levee-login", WORKERS);
    this.refused = Counter.builder("levee.desk.login.refused").register(meters);
    Gauge.builder("levee.desk.login.running", running, AtomicInteger::get).register(meters);
  }

  /** As {@link io.levee.channel.agent.AgentDesk#login}; fails with {@link LoginBusy}. */
  Future<Optional<Login>> login(String user, String password) {
    AgentAccount account = accounts.get().get(user);
    if (account != null && !throttle.attempt(user)) {
      refused.increment();
      return Future.succeededFuture(Optional.empty());
    }
    if (running.incrementAndGet() > config.get().maxLogins()) {
      running.decrementAndGet();
      return Future.failedFuture(new LoginBusy());
    }
    String hash = account == null ? PasswordHash.NOBODY : account.passwordHash();
    return workers
        .executeBlocking(() -> PasswordHash.fits(password, hash), false)
        .onComplete(done -> running.decrementAndGet())
        .map(
            fits -> {
              if (!fits || account == null) {
                refused.increment();
                return Optional.empty();
              }
              throttle.right(user);
              return Optional.of(tokens.issue(user, config.get().tokenLife()));
            });
  }

  /** Completes with the user whose token that is; empty when it does not hold or no such agent. */
  Future<Optional<String>> user(String token) {
    return tokens.user(token).map(user -> user.filter(accounts.get()::containsKey));
  }

  Future<Void> close() {
    return workers.close();
  }
}
