package io.levee.desk.account;

import io.levee.desk.DeskConfig;
import io.levee.desk.account.LoginStore.Kept;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a login is prolonged with: each token is good once, and its successor comes with the answer
 * (<a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700, 4.14.2</a>). One that
 * comes a second time was stolen, or is the thief's: the whole login ends. Twice within a moment is
 * an answer that got lost.
 */
final class RefreshTokens {
  private static final Logger log = LoggerFactory.getLogger(RefreshTokens.class);
  private static final int BYTES = 32;

  /** A token as its holder has it. */
  record Issued(String token, Instant expires) {}

  private final LoginStore store;
  private final Supplier<DeskConfig> config;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  RefreshTokens(LoginStore store, Supplier<DeskConfig> config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /** The first of a login. */
  Future<Issued> begin(Account account) {
    return issue(UUID.randomUUID(), account);
  }

  /** Takes a token in; empty when it is not good, or not any more. */
  Future<Optional<Kept>> use(String token) {
    Instant now = clock.instant();
    return store
        .use(hash(token), now)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
              }
              Instant overlap = found.get().at().plus(config.get().refreshOverlap());
              if (!now.isAfter(overlap)) {
                return Future.succeededFuture(Optional.of(found.get().kept()));
              }
              log.atWarn()
                  .addKeyValue("user", found.get().kept().user())
                  .log("A refresh token came twice; the login is ended");
              return store.end(found.get().kept().login()).map(Optional.empty());
            });
  }

  /** The successor of one that was used. */
  Future<Issued> issue(UUID login, Account account) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    Instant expires = now.plus(config.get().refreshLife()).truncatedTo(ChronoUnit.SECONDS);
    Kept kept = new Kept(login, account.user(), account.generation(), expires);
    return store
        .keep(hash(token), kept, now, config.get().maxLoginsKept())
        .map(new Issued(token, expires));
  }

  /** Ends the login that the token belongs to. */
  Future<Void> end(String token) {
    return store
        .login(hash(token))
        .compose(login -> login.isPresent() ? store.end(login.get()) : Future.succeededFuture());
  }

  /** The token is random, so a fast hash without salt keeps it as secret as a slow one. */
  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
