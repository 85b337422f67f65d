package io.levee.desk.account;

import io.levee.desk.AgentAccount;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts as this gateway last read them, for what must be known at once: who may do what. It
 * is read again every {@code desk.accountsInterval}; while the store is away the last word holds.
 * Reading is safe from any thread.
 */
public final class AccountBook implements Supplier<Map<String, AgentAccount>> {
  private static final Logger log = LoggerFactory.getLogger(AccountBook.class);

  private record Page(Map<String, Account> all, Map<String, AgentAccount> enabled) {
    static final Page EMPTY = new Page(Map.of(), Map.of());
  }

  private final AccountStore store;
  private final Supplier<Map<String, AgentAccount>> configured;
  private final Set<String> differing = ConcurrentHashMap.newKeySet();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Page page = Page.EMPTY;

  /**
   * @param configured who is put in when they are not there
   */
  public AccountBook(AccountStore store, Supplier<Map<String, AgentAccount>> configured) {
    this.store = store;
    this.configured = configured;
  }

  /** Who may sit at a desk, by user name. */
  @Override
  public Map<String, AgentAccount> get() {
    return page.enabled;
  }

  /** An enabled account. */
  public Optional<Account> find(String user) {
    return Optional.ofNullable(page.all.get(user)).filter(Account::enabled);
  }

  /** Called, on the store's loop, after something changed. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Reads them again, and puts in whom the configuration names and the store does not know. Who is
   * known stays as they are: the store is the truth.
   */
  public Future<Void> refresh() {
    return store
        .all()
        .compose(this::withConfigured)
        .map(
            all -> {
              turn(all);
              return null;
            });
  }

  private Future<List<Account>> withConfigured(List<Account> all) {
    Map<String, AgentAccount> missing = new LinkedHashMap<>(configured.get());
    for (Account known : all) {
      AgentAccount written = missing.remove(known.user());
      if (written != null && !written.equals(known.card()) && differing.add(known.user())) {
        log.atInfo()
            .addKeyValue("user", known.user())
            .log("The account differs from what the configuration says; the account holds");
      }
    }
    if (missing.isEmpty()) {
      return Future.succeededFuture(all);
    }
    Future<Void> added = Future.succeededFuture();
    for (Map.Entry<String, AgentAccount> one : missing.entrySet()) {
      Account fresh = Account.fresh(one.getKey(), one.getValue());
      added = added.compose(before -> store.add(fresh).mapEmpty());
    }
    return added.compose(done -> store.all());
  }

  private void turn(List<Account> all) {
    Map<String, Account> known = new LinkedHashMap<>();
    Map<String, AgentAccount> enabled = new LinkedHashMap<>();
    for (Account account : all) {
      known.put(account.user(), account);
      if (account.enabled()) {
        enabled.put(account.user(), account.card());
      }
    }
    if (!known.equals(page.all)) {
      page = new Page(Map.copyOf(known), Map.copyOf(enabled));
      listeners.forEach(Runnable::run);
    }
  }
}
