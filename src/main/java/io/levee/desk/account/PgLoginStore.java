package io.levee.desk.account;

import io.levee.postgres.PostgresLink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Refresh tokens in PostgreSQL. Called on the event loop of its link. */
public final class PgLoginStore implements LoginStore {
  private static final String KEEP =
      "INSERT INTO agent_login (token_hash, login_id, user_name, generation, issued_at, expires_at)"
          + " VALUES ($1, $2, $3, $4, $5, $6)";
  private static final String TIDY =
      "DELETE FROM agent_login WHERE expires_at <= $2 OR (user_name = $1 AND login_id NOT IN"
          + " (SELECT login_id FROM agent_login WHERE user_name = $1 GROUP BY login_id"
          + " ORDER BY max(issued_at) DESC LIMIT $3))";
  private static final String USE =
      "UPDATE agent_login SET replaced_at = coalesce(replaced_at, $2)"
          + " WHERE token_hash = $1 AND expires_at > $2"
          + " RETURNING login_id, user_name, generation, expires_at, replaced_at";
  private static final String END = "DELETE FROM agent_login WHERE login_id = $1";
  private static final String LOGIN = "SELECT login_id FROM agent_login WHERE token_hash = $1";

  private final Supplier<PostgresLink> link;

  public PgLoginStore(Supplier<PostgresLink> link) {
    this.link = link;
  }

  @Override
  public Future<Void> keep(byte[] hash, Kept token, Instant now, int most) {
    Tuple values =
        Tuple.tuple()
            .addBuffer(Buffer.buffer(hash))
            .addUUID(token.login())
            .addString(token.user())
            .addInteger(token.generation())
            .addOffsetDateTime(at(now))
            .addOffsetDateTime(at(token.expires()));
    return link.get()
        .execute(KEEP, values)
        .compose(kept -> link.get().execute(TIDY, Tuple.of(token.user(), at(now), (long) most)))
        .mapEmpty();
  }

  @Override
  public Future<Optional<Used>> use(byte[] hash, Instant now) {
    return link.get()
        .execute(USE, Tuple.of(Buffer.buffer(hash), at(now)))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(used(rows.iterator().next())));
  }

  @Override
  public Future<Void> end(UUID login) {
    return link.get().execute(END, Tuple.of(login)).mapEmpty();
  }

  @Override
  public Future<Optional<UUID>> login(byte[] hash) {
    return link.get()
        .execute(LOGIN, Tuple.of(Buffer.buffer(hash)))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getUUID("login_id")));
  }

  private static Used used(Row row) {
    Kept kept =
        new Kept(
            row.getUUID("login_id"),
            row.getString("user_name"),
            row.getInteger("generation"),
            row.getOffsetDateTime("expires_at").toInstant());
    return new Used(kept, row.getOffsetDateTime("replaced_at").toInstant());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
