package io.levee.app;

import io.levee.app.config.Config;
import io.levee.app.embedded.EmbeddedPostgres;
import io.levee.postgres.PostgresAddress;
import io.levee.replay.plan.TraceLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What customers said, as the journal has it. Blocks. */
record Journalled(Config config) {
  private static final int PAGE = 10_000;

  /**
   * Conversations may be long under way when somebody writes: they are looked for from so long
   * before on. Their ids begin with their time, so that older months are not read.
   */
  private static final Duration LONGEST = Duration.ofDays(31);

  private static final String SAID =
      "SELECT m.conversation_id, m.at, m.text, c.customer_tier"
          + " FROM message m JOIN conversation c USING (conversation_id)"
          + " WHERE m.conversation_id >= ? AND m.conversation_id < ? AND m.sender = 'customer'"
          + " AND m.kind = 'text' AND m.text <> '' AND m.at >= ? AND m.at < ? AND c.storefront = ?"
          + " ORDER BY m.at, m.conversation_id, m.seq LIMIT ?";

  /**
   * By time; conversations are numbered as they come up.
   *
   * @throws SQLException if the store cannot be reached
   * @throws IOException if the embedded store is not there, or does not start
   */
  List<TraceLine> read(String storefront, Instant from, Instant to, int limit)
      throws SQLException, IOException {
    if (!config.postgres().embedded()) {
      return read(PostgresAddress.parse(config.postgres().url()), storefront, from, to, limit);
    }
    Path home = Home.resolve(System.getenv(), Path.of(config.data())).resolve("postgres");
    if (!Files.exists(home.resolve("data"))) {
      throw new IOException(
          "there is no journal in "
              + home
              + " yet: name the gateway's configuration with --config");
    }
    try {
      return read(running(home), storefront, from, to, limit);
    } catch (SQLException | IOException notRunning) {
      try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
        return read(PostgresAddress.parse(server.url()), storefront, from, to, limit);
      }
    }
  }

  /** The server that a running gateway started. */
  private static PostgresAddress running(Path home) throws IOException {
    String port = Files.readString(home.resolve("port")).strip();
    String password = Files.readString(home.resolve("password")).strip();
    return PostgresAddress.parse(
        "postgresql://levee:" + password + "@127.0.0.1:" + port + "/postgres");
  }

  private static List<TraceLine> read(
      PostgresAddress address, String storefront, Instant from, Instant to, int limit)
      throws SQLException {
    List<TraceLine> lines = new ArrayList<>();
    Map<UUID, String> names = new HashMap<>();
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        PreparedStatement query = connection.prepareStatement(SAID)) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      query.setFetchSize(PAGE);
      query.setObject(1, beginningAt(from.minus(LONGEST)));
      query.setObject(2, beginningAt(to.plusSeconds(60)));
      query.setTimestamp(3, Timestamp.from(from));
      query.setTimestamp(4, Timestamp.from(to));
      query.setString(5, storefront);
      query.setInt(6, limit);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          UUID conversation = rows.getObject(1, UUID.class);
          String name = names.computeIfAbsent(conversation, id -> "c" + (names.size() + 1));
          long micros = ChronoUnit.MICROS.between(from, rows.getTimestamp(2).toInstant());
          boolean vip = "vip".equalsIgnoreCase(rows.getString(4));
          lines.add(
              new TraceLine(Math.max(0, micros), name, rows.getString(3), vip ? "vip" : "normal"));
        }
      }
    }
    return lines;
  }

  /** The least UUIDv7 of that time (RFC 9562). */
  private static UUID beginningAt(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0);
  }
}
