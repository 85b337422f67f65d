package io.levee.desk.account;

import io.levee.channel.agent.AgentDesk.Login;
import io.levee.channel.agent.AgentDesk.LoginOutcome;
import io.levee.desk.AgentAccount;
import io.levee.desk.DeskConfig;
import io.levee.desk.PasswordHash;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Who somebody is: passwords, checked off the event loops a bounded number at a time; short tokens
 * for sockets; and refresh tokens, which the store knows and can take back. Called on the event
 * loop of its stores.
 */
public final class Logins {
  /**
   * Whose a token is.
   *
   * @param until when it holds
   */
  public record Holder(Account account, Instant until) {}

  /** Each check takes 19 MiB and a core for a while. */
  private static final int WORKERS = 2;

  private final AccountStore accounts;
  private final AccountBook book;
  private final Supplier<DeskConfig> config;
  private final AgentTokens tokens;
  private final RefreshTokens refreshing;
  private final LoginThrottle throttle;
  private final WorkerExecutor workers;
  private final AtomicInteger running = new AtomicInteger();
  private final Counter refused;
  private final Counter locked;

  public Logins(
      Vertx vertx,
      AccountStore accounts,
      LoginStore logins,
      AccountBook book,
      Supplier<DeskConfig> config,
      Clock clock,
      MeterRegistry meters) {
    this.accounts = accounts;
    this.book = book;
    this.config = config;
    this.tokens = new AgentTokens(vertx, config.get().tokenSecret(), clock);
    this.refreshing = new RefreshTokens(logins, config, clock);
    this.throttle = new LoginThrottle(config, clock);
    this.workers = vertx.createSharedWorkerExecutor("levee-login", WORKERS);
    this.refused = Counter.builder("levee.desk.login.refused").register(meters);
    this.locked = Counter.builder("levee.desk.login.locked").register(meters);
    Gauge.builder("levee.desk.login.running", running, AtomicInteger::get).register(meters);
    Gauge.builder("levee.desk.login.limit", () -> config.get().maxLogins()).register(meters);
  }

  /** As {@link io.levee.channel.agent.AgentDesk#login}; fails with {@link LoginBusy}. */
  public Future<LoginOutcome> login(String user, String password) {
    if (running.get() >= config.get().maxLogins()) {
      return Future.failedFuture(new LoginBusy());
    }
    Duration wait = throttle.attempt(user);
    if (!wait.isZero()) {
      locked.increment();
      return Future.succeededFuture(new LoginOutcome.Locked(wait));
    }
    running.incrementAndGet();
    return accounts
        .find(user)
        .map(found -> found.filter(Account::enabled))
        .compose(found -> checked(found, password))
        .onComplete(done -> running.decrementAndGet())
        .compose(
            found -> {
              if (found.isEmpty()) {
                refused.increment();
                return Future.<LoginOutcome>succeededFuture(new LoginOutcome.Wrong());
              }
              throttle.right(user);
              return begin(found.get()).map(LoginOutcome.Granted::new);
            });
  }

  /** Nobody's password is checked too, so that a stranger's name takes as long as a known one's. */
  private Future<Optional<Account>> checked(Optional<Account> found, String password) {
    String hash = found.map(account -> account.card().passwordHash()).orElse(PasswordHash.NOBODY);
    String tried = PasswordHash.isOne(hash) ? hash : PasswordHash.NOBODY;
    return workers
        .executeBlocking(() -> PasswordHash.fits(password, tried), false)
        .map(fits -> fits ? found : Optional.<Account>empty());
  }

  /** A login of somebody whose identity is beyond doubt. */
  public Future<Login> begin(Account account) {
    return refreshing.begin(account).map(refresh -> login(account, refresh));
  }

  /**
   * A login of somebody who signed in elsewhere: their account is made, or brought up to date but
   * for its capacity.
   *
   * @return completes empty when the account is disabled
   */
  public Future<Optional<Login>> beginElsewhere(String user, AgentAccount said) {
    return accounts
        .add(Account.fresh(user, said))
        .compose(added -> accounts.find(user))
        .compose(
            found -> {
              if (found.filter(Account::enabled).isEmpty()) {
                return Future.succeededFuture(Optional.empty());
              }
              Account account = found.get();
              return accounts
                  .change(user, said.with(account.card().capacity()))
                  .compose(changed -> book.refresh())
                  .compose(read -> begin(account))
                  .map(Optional::of);
            });
  }

  /** A new token, and the successor of the refresh token; empty when that one is not good. */
  public Future<Optional<Login>> refresh(String refreshToken) {
    return refreshing
        .use(refreshToken)
        .compose(
            kept ->
                kept.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : accounts
                        .find(kept.get().user())
                        .compose(
                            found ->
                                found
                                    .filter(Account::enabled)
                                    .filter(a -> a.generation() == kept.get().generation())
                                    .map(a -> prolonged(kept.get().login(), a))
                                    .orElse(Future.succeededFuture(Optional.empty()))));
  }

  private Future<Optional<Login>> prolonged(UUID login, Account account) {
    return refreshing.issue(login, account).map(next -> Optional.of(login(account, next)));
  }

  private Login login(Account account, RefreshTokens.Issued refresh) {
    AgentTokens.Issued token = tokens.issue(account, config.get().tokenLife());
    return new Login(token.token(), token.expires(), refresh.token(), refresh.expires());
  }

  /** Ends that login. Completes also when there is no such one. */
  public Future<Void> end(String refreshToken) {
    return refreshing.end(refreshToken);
  }

  /** Completes with whose token that is; empty when it does not hold. */
  public Future<Optional<Holder>> holder(String token) {
    return tokens
        .bearer(token)
        .compose(
            bearer -> {
              if (bearer.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
              }
              Optional<Holder> known = current(bearer.get());
              // An account that was made or changed a moment ago may not be in the book yet.
              return known.isPresent()
                  ? Future.succeededFuture(known)
                  : book.refresh().otherwiseEmpty().map(read -> current(bearer.get()));
            });
  }

  private Optional<Holder> current(AgentTokens.Bearer bearer) {
    return book.find(bearer.user())
        .filter(account -> account.generation() == bearer.generation())
        .map(account -> new Holder(account, bearer.until()));
  }

  public Future<Void> close() {
    return workers.close();
  }
}
