package io.levee.desk.account;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Where accounts are kept. Futures fail with {@link io.levee.postgres.PostgresUnavailable} when the
 * store cannot be reached.
 */
public interface AccountStore {

  /** All accounts, by user name. */
  Future<List<Account>> all();

  Future<Optional<Account>> find(String user);

  /** Completes with false when there is one of that name already; nothing changes then. */
  Future<Boolean> add(Account account);

  /** Changes name, role, skills, capacity and storefront. Completes with false: no such account. */
  Future<Boolean> change(String user, io.levee.desk.AgentAccount card);

  /** Ends all logins besides. Completes with false when there is no such account. */
  Future<Boolean> password(String user, String hash);

  /** Who is disabled loses all logins. Completes with false when there is no such account. */
  Future<Boolean> enable(String user, boolean enabled);
}
