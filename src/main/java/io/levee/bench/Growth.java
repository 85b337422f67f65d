package io.levee.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** What a turn costs with more of everything: event loops, and conversations in the store. */
record Growth(Servers servers, Figures figures, Pace pace, Consumer<String> progress) {
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;

  /** Ended conversations of the last month, two messages each; ids are UUIDv7 (RFC 9562). */
  @SuppressWarnings("InlineFormatString") // it stands with the statements that follow it
  private static final String IDS =
      "CREATE TEMPORARY TABLE made AS SELECT i, to_timestamp(extract(epoch FROM now()) - 2592000.0 *"
          + " (%1$d - i) / %1$d) AS at, (lpad(to_hex((extract(epoch FROM now()) * 1000 - 2592000000.0"
          + " * (%1$d - i) / %1$d)::bigint), 12, '0') || '7000' || '8' || lpad(to_hex(i), 15,"
          + " '0'))::uuid AS id FROM generate_series(1, %1$d) AS i";

  private static final String CONVERSATIONS =
      "INSERT INTO conversation SELECT id, 'demo', 'stored-' || i, '', '', 2, true, at FROM made";

  private static final String MESSAGES =
      "INSERT INTO message (conversation_id, seq, sender, kind, message_id, text, at, agent,"
          + " correlation_id) SELECT id, seq, CASE seq WHEN 1 THEN 'customer' ELSE 'bot' END, 'text',"
          + " CASE seq WHEN 1 THEN 'm-1' END, 'stored text ' || i, at, '', 'fill' FROM made,"
          + " generate_series(1, 2) AS seq";

  /** One event loop against two, both on the one core. */
  void loops() throws IOException, InterruptedException {
    try (Child one = servers.gatewayOf("gateway-loop", 1);
        Child two = servers.gatewayOf("gateway-loops", 2);
        Load first = Load.busy(one, Load.Way.WS, true).warm(pace, progress);
        Load second = Load.busy(two, Load.Way.WS, true).warm(pace, progress)) {
      new RoadCost(figures, pace)
          // Turns of the one by turns of the other: cost of the other by cost of the one.
          .compare("costOf2LoopsVs1", "ws, 1 loop", first, "ws, 2 loops", second);
    }
  }

  /** A thousand conversations in the store against a million. */
  void stored() throws IOException, InterruptedException {
    try (Child small = servers.gateway("gateway-thousand");
        Child large = servers.gateway("gateway-million")) {
      fill("gateway-thousand", FEW);
      fill("gateway-million", MANY);
      try (Load first = Load.busy(small, Load.Way.WS, true).warm(pace, progress);
          Load second = Load.busy(large, Load.Way.WS, true).warm(pace, progress)) {
        new RoadCost(figures, pace)
            .compare(
                "costOf1000000StoredVs1000",
                "ws, 1,000 conversations stored",
                first,
                "ws, 1,000,000 conversations stored",
                second);
      }
    }
  }

  private void fill(String gateway, int count) throws IOException {
    progress.accept("storing %,d conversations".formatted(count));
    String[] told = servers.postgres(gateway).split(" ");
    String url = "jdbc:postgresql://127.0.0.1:" + told[0] + "/postgres";
    try (Connection store = DriverManager.getConnection(url, "levee", told[1]);
        Statement statement = store.createStatement()) {
      statement.execute(IDS.formatted(count));
      statement.execute(CONVERSATIONS);
      statement.execute(MESSAGES);
      statement.execute("VACUUM ANALYZE conversation, message");
      statement.execute("CHECKPOINT");
    } catch (SQLException broken) {
      throw new IOException("the store cannot be filled: " + broken.getMessage(), broken);
    }
  }
}
