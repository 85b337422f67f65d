package io.levee.postgres;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** Section {@code postgres}: where the journal's server is, and how patient its callers are. */
public record PostgresConfig(
    @Setting(
            value = EMBEDDED,
            doc =
                "embedded: a server of Levee's own, kept under .levee/. Otherwise"
                    + " postgresql://user:password@host:port/database, with ?sslmode=require or"
                    + " verify-full if wanted.",
            secret = true)
        String url,
    @Setting(value = "2", doc = "Connections per event loop, 1 to 32.") int connections,
    @Setting(
            value = "8",
            doc = "Statements sent on one connection before the first is answered, 1 to 256.")
        int pipelining,
    @Setting(
            value = "512",
            doc =
                "Statements under way per event loop, 1 to 100000. Beyond it they are refused at"
                    + " once.")
        int maxWaiting,
    @Setting(value = "3s", doc = "How long to wait for a connection, 100ms to 60s.")
        Duration connectTimeout,
    @Setting(value = "2s", doc = "The server gives a statement up after this time, 50ms to 60s.")
        Duration statementTimeout,
    @Setting(
            value = "3s",
            doc =
                "A statement without any answer fails after this time, and its connection is left"
                    + " alone until it answers; more than statementTimeout, at most 120s.")
        Duration answerTimeout,
    @Setting(
            value = "100ms",
            doc = "The first pause before connecting again, 10ms to 60s; it doubles each time.")
        Duration reconnectPause,
    @Setting(value = "2s", doc = "The longest pause before connecting again, up to 5m.")
        Duration reconnectPauseMost,
    @Setting(
            value = "2",
            doc = "How many months ahead of time the journal's partitions are made, 1 to 24.")
        int partitionsAhead)
    implements Section {
  /** The {@code url} that asks for a server of Levee's own. */
  public static final String EMBEDDED = "embedded";

  public boolean embedded() {
    return EMBEDDED.equals(url);
  }

  @Override
  public List<Fault> faults() {
    Faults faults = new Faults().present("url", url);
    if (url != null && !url.isBlank() && !embedded()) {
      try {
        PostgresAddress.parse(url);
      } catch (IllegalArgumentException wrong) {
        faults.when(true, "url", wrong.getMessage());
      }
    }
    return faults
        .within("connections", connections, 1, 32)
        .within("pipelining", pipelining, 1, 256)
        .within("maxWaiting", maxWaiting, 1, 100_000)
        .within("connectTimeout", connectTimeout, Duration.ofMillis(100), Duration.ofSeconds(60))
        .within("statementTimeout", statementTimeout, Duration.ofMillis(50), Duration.ofSeconds(60))
        .within("answerTimeout", answerTimeout, Duration.ofMillis(100), Duration.ofSeconds(120))
        .when(
            answerTimeout.compareTo(statementTimeout) <= 0,
            "answerTimeout",
            "is not more than statementTimeout; give it a second more")
        .within("reconnectPause", reconnectPause, Duration.ofMillis(10), Duration.ofSeconds(60))
        .within("reconnectPauseMost", reconnectPauseMost, reconnectPause, Duration.ofMinutes(5))
        .within("partitionsAhead", partitionsAhead, 1, 24)
        .list();
  }

  /** Without the password in the address. */
  @Override
  public String toString() {
    return "PostgresConfig[url=%s, connections=%d, pipelining=%d, maxWaiting=%d]"
        .formatted(embedded() ? url : "…", connections, pipelining, maxWaiting);
  }
}
