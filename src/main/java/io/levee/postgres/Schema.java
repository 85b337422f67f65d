package io.levee.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables: made and brought up to date at start, and given a new partition each month. */
public final class Schema {
  /** What this build expects at least; the newest file under {@code db/migration}. */
  static final int VERSION = 7;

  /** Any number that nothing else locks with. */
  private static final long PREPARING = 0x6c65766566L;

  static final String HISTORY = "levee_schema_history";
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(6);

  private final Vertx vertx;
  private final PostgresAddress address;
  private final PostgresConfig config;
  private final Clock clock;

  public Schema(Vertx vertx, PostgresAddress address, PostgresConfig config, Clock clock) {
    this.vertx = vertx;
    this.address = address;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Brings the tables up to date, and makes the partitions of this and the coming months. Several
   * gateways may do so at once.
   *
   * @return completes when all is there; fails with what PostgreSQL said
   */
  public Future<Void> prepare() {
    return onWorker(
        () -> {
          try (Connection connection = connect()) {
            alone(connection);
            migrate();
            new Partitions(connection).add(clock.instant(), config.partitionsAhead());
          }
          return null;
        });
  }

  /**
   * Waits until no other gateway prepares the tables, and keeps them waiting until the connection
   * is closed: Flyway's own lock does not cover the making of its history table.
   */
  private static void alone(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + PREPARING + ")");
    }
  }

  /** Keeps making the partitions of the coming months until {@code vertx} is closed. */
  public void keepAhead() {
    vertx.setPeriodic(
        BETWEEN_LOOKS.toMillis(),
        timer ->
            onWorker(
                    () -> {
                      addPartitions();
                      return null;
                    })
                .onFailure(
                    why ->
                        LOG.atWarn()
                            .addKeyValue("why", why.toString())
                            .log("No partition made for the coming month; trying again later")));
  }

  private Future<Void> onWorker(Callable<Void> work) {
    return vertx.executeBlocking(work, false);
  }

  private void migrate() {
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(address.jdbcUrl(), address.user(), address.password())
        .locations("classpath:db/migration")
        .table(HISTORY)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private void addPartitions() throws SQLException {
    try (Connection connection = connect()) {
      new Partitions(connection).add(clock.instant(), config.partitionsAhead());
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }
}
