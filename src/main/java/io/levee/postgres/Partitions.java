package io.levee.postgres;

import io.levee.conversation.ConversationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition a month of the tables that grow. A row of a month without one goes to the default
 * partition, which costs speed and nothing else.
 */
final class Partitions {
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final List<String> TABLES = List.of("conversation", "message");
  // Any number will do, as long as all gateways take the same.
  private static final long LOCK = 0x6c65766565L;

  private final Connection connection;

  Partitions(Connection connection) {
    this.connection = connection;
  }

  /** Makes those of the month of {@code now} and of {@code ahead} months after it. */
  void add(Instant now, int ahead) throws SQLException {
    YearMonth first = YearMonth.from(LocalDate.ofInstant(now, ZoneOffset.UTC));
    for (int month = 0; month <= ahead; month++) {
      for (String table : TABLES) {
        add(table, first.plusMonths(month));
      }
    }
  }

  private void add(String table, YearMonth month) throws SQLException {
    String name = "%s_%d_%02d".formatted(table, month.getYear(), month.getMonthValue());
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // Making a partition stops all commits for a moment: rather try later than stop them long.
      statement.execute("SET LOCAL lock_timeout = '2s'");
      statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
      if (!exists(name)) {
        statement.execute(
            "CREATE TABLE %s PARTITION OF %s FOR VALUES FROM ('%s') TO ('%s') WITH (fillfactor = %d)"
                .formatted(
                    name,
                    table,
                    floor(month),
                    floor(month.plusMonths(1)),
                    // Heads are rewritten with each turn: room on the page keeps that cheap.
                    table.equals("conversation") ? 70 : 100));
        LOG.atInfo().addKeyValue("partition", name).log("Partition made");
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      if (!"23514".equals(e.getSQLState())) {
        throw e;
      }
      LOG.atWarn()
          .addKeyValue("partition", name)
          .log("Rows of that month are in the default partition already and stay there");
    }
  }

  private boolean exists(String name) throws SQLException {
    try (PreparedStatement look =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      look.setString(1, name);
      try (ResultSet result = look.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private static ConversationId floor(YearMonth month) {
    return ConversationId.floor(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
