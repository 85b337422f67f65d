package io.levee.desk.account;

import io.levee.desk.AgentAccount;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Accounts and logins as the database keeps them, in memory. */
public final class MemoryAccounts implements AccountStore, LoginStore {
  private final Map<String, Account> accounts = new TreeMap<>();
  private final Map<String, Kept> tokens = new HashMap<>();
  private final Map<String, Instant> used = new HashMap<>();

  @Override
  public synchronized Future<List<Account>> all() {
    return Future.succeededFuture(List.copyOf(accounts.values()));
  }

  @Override
  public synchronized Future<Optional<Account>> find(String user) {
    return Future.succeededFuture(Optional.ofNullable(accounts.get(user)));
  }

  @Override
  public synchronized Future<Boolean> add(Account account) {
    return Future.succeededFuture(accounts.putIfAbsent(account.user(), account) == null);
  }

  @Override
  public Future<Boolean> change(String user, AgentAccount card) {
    return update(user, a -> new Account(user, card, a.enabled(), a.generation()));
  }

  @Override
  public Future<Boolean> password(String user, String hash) {
    return update(
        user,
        a -> {
          AgentAccount c = a.card();
          AgentAccount card =
              new AgentAccount(c.name(), hash, c.skills(), c.role(), c.capacity(), c.storefront());
          return new Account(user, card, a.enabled(), a.generation() + 1);
        });
  }

  @Override
  public Future<Boolean> enable(String user, boolean enabled) {
    return update(
        user, a -> new Account(user, a.card(), enabled, a.generation() + (enabled ? 0 : 1)));
  }

  private synchronized Future<Boolean> update(String user, UnaryOperator<Account> change) {
    return Future.succeededFuture(
        accounts.computeIfPresent(user, (name, account) -> change.apply(account)) != null);
  }

  @Override
  public synchronized Future<Void> keep(byte[] hash, Kept token, Instant now, int most) {
    tokens.put(Arrays.toString(hash), token);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Optional<Used>> use(byte[] hash, Instant now) {
    Kept kept = tokens.get(Arrays.toString(hash));
    if (kept == null || !kept.expires().isAfter(now)) {
      return Future.succeededFuture(Optional.empty());
    }
    Instant first = used.computeIfAbsent(Arrays.toString(hash), h -> now);
    return Future.succeededFuture(Optional.of(new Used(kept, first)));
  }

  @Override
  public synchronized Future<Void> end(UUID login) {
    tokens.values().removeIf(kept -> kept.login().equals(login));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Optional<UUID>> login(byte[] hash) {
    return Future.succeededFuture(
        Optional.ofNullable(tokens.get(Arrays.toString(hash))).map(Kept::login));
  }
}
