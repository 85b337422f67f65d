package io.levee.demoshop;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.flywaydb.core.Flyway;

/** Makes the demo shop's tables, in a schema of their own, and fills them when they are empty. */
public final class DemoShopSchema {
  private static final String SCHEMA = "demo_shop";
  // Any number will do, as long as all gateways take the same.
  private static final long LOCK = 0x64656d6fL;

  private final Clock clock;

  /**
   * @param clock the seeded orders' dates are counted back from its time
   */
  public DemoShopSchema(Clock clock) {
    this.clock = clock;
  }

  /**
   * Blocks; may be called by several gateways at once.
   *
   * @throws SQLException if the database does not answer or refuses
   */
  public void migrate(String jdbcUrl, String user, String password) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
      connection.setAutoCommit(false);
      alone(connection);
      Flyway.configure(DemoShopSchema.class.getClassLoader())
          .dataSource(jdbcUrl, user, password)
          .schemas(SCHEMA)
          .defaultSchema(SCHEMA)
          .createSchemas(true)
          .table("demo_shop_history")
          .locations("classpath:db/demoshop")
          .load()
          .migrate();
      seed(connection);
      connection.commit();
    }
  }

  /** Flyway's own lock does not cover the making of its history table. */
  private static void alone(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
    }
  }

  private void seed(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT EXISTS (SELECT FROM demo_shop.orders)")) {
      if (found.next() && found.getBoolean(1)) {
        return;
      }
    }
    List<SeedOrder> orders = new Seed(clock.instant().truncatedTo(ChronoUnit.SECONDS)).orders();
    new SeedWriter(connection).write(orders);
  }
}
