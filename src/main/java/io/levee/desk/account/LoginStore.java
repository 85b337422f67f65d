package io.levee.desk.account;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where refresh tokens are kept, as hashes. Futures fail with {@link
 * io.levee.postgres.PostgresUnavailable} when the store cannot be reached.
 */
public interface LoginStore {

  /**
   * A kept refresh token.
   *
   * @param login what all tokens that follow from one login share
   * @param generation of the account when it was issued
   */
  record Kept(UUID login, String user, int generation, Instant expires) {}

  /**
   * A token that was used.
   *
   * @param at when it was used first, which may be now
   */
  record Used(Kept kept, Instant at) {}

  /** Keeps one more, and of the user's logins the {@code most} latest. */
  Future<Void> keep(byte[] hash, Kept token, Instant now, int most);

  /** Marks it as used; empty when it is unknown or too old. */
  Future<Optional<Used>> use(byte[] hash, Instant now);

  /** Ends a login: none of its tokens is good any more. */
  Future<Void> end(UUID login);

  /** The login that a token belongs to, used or not. */
  Future<Optional<UUID>> login(byte[] hash);
}
