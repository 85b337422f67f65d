package io.levee.desk.account;

import io.levee.desk.AgentAccount;
import io.levee.postgres.PostgresLink;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Accounts in PostgreSQL. Called on the event loop of its link. */
public final class PgAccountStore implements AccountStore {
  private static final String SELECT =
      "SELECT user_name, name, role, storefront, skills, capacity, password_hash, enabled,"
          + " generation FROM agent_account";
  private static final String ALL = SELECT + " ORDER BY user_name";
  private static final String ONE = SELECT + " WHERE user_name = $1";
  private static final String ADD =
      "INSERT INTO agent_account (user_name, name, role, storefront, skills, capacity,"
          + " password_hash, enabled, generation) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
          + " ON CONFLICT DO NOTHING";
  private static final String CHANGE =
      "UPDATE agent_account SET name = $2, role = $3, storefront = $4, skills = $5, capacity = $6,"
          + " changed_at = now() WHERE user_name = $1";
  private static final String PASSWORD =
      "UPDATE agent_account SET password_hash = $2, generation = generation + 1,"
          + " changed_at = now() WHERE user_name = $1";
  private static final String ENABLE =
      "UPDATE agent_account SET enabled = $2, changed_at = now(),"
          + " generation = generation + CASE WHEN $2 THEN 0 ELSE 1 END WHERE user_name = $1";
  private static final String END_LOGINS = "DELETE FROM agent_login WHERE user_name = $1";

  private final Supplier<PostgresLink> link;

  public PgAccountStore(Supplier<PostgresLink> link) {
    this.link = link;
  }

  @Override
  public Future<List<Account>> all() {
    return link.get()
        .execute(ALL, Tuple.tuple())
        .map(
            rows -> {
              List<Account> all = new ArrayList<>(rows.size());
              rows.forEach(row -> all.add(account(row)));
              return all;
            });
  }

  @Override
  public Future<Optional<Account>> find(String user) {
    return link.get()
        .execute(ONE, Tuple.of(user))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(account(rows.iterator().next())));
  }

  @Override
  public Future<Boolean> add(Account account) {
    Tuple values = card(account.user(), account.card());
    values.addString(account.card().passwordHash());
    values.addBoolean(account.enabled());
    values.addInteger(account.generation());
    return link.get().execute(ADD, values).map(PgAccountStore::done);
  }

  @Override
  public Future<Boolean> change(String user, AgentAccount card) {
    return link.get().execute(CHANGE, card(user, card)).map(PgAccountStore::done);
  }

  @Override
  public Future<Boolean> password(String user, String hash) {
    return link.get()
        .execute(PASSWORD, Tuple.of(user, hash))
        .compose(rows -> ended(user, done(rows)));
  }

  @Override
  public Future<Boolean> enable(String user, boolean enabled) {
    return link.get()
        .execute(ENABLE, Tuple.of(user, enabled))
        .compose(rows -> enabled ? Future.succeededFuture(done(rows)) : ended(user, done(rows)));
  }

  private Future<Boolean> ended(String user, boolean done) {
    return link.get().execute(END_LOGINS, Tuple.of(user)).map(done);
  }

  private static boolean done(RowSet<Row> rows) {
    return rows.rowCount() > 0;
  }

  private static Tuple card(String user, AgentAccount card) {
    return Tuple.tuple()
        .addString(user)
        .addString(card.name())
        .addString(card.role())
        .addString(card.storefront())
        .addArrayOfString(card.skills().toArray(String[]::new))
        .addInteger(card.capacity());
  }

  private static Account account(Row row) {
    AgentAccount card =
        new AgentAccount(
            row.getString("name"),
            row.getString("password_hash"),
            List.of(row.getArrayOfStrings("skills")),
            row.getString("role"),
            row.getInteger("capacity"),
            row.getString("storefront"));
    return new Account(
        row.getString("user_name"), card, row.getBoolean("enabled"), row.getInteger("generation"));
  }
}
