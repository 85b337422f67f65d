package io.levee.desk;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Section {@code desk}: what agents log in with and how their desks behave. */
public record DeskConfig(
    @Setting(
            value = "",
            secret = true,
            doc = "What agents' tokens are signed with: at least 32 bytes, the same on every node.")
        String tokenSecret,
    @Setting(
            value = "1h",
            live = true,
            doc =
                "How long a token opens sockets and keeps them open, 1m to 7d; its refresh token gives"
                    + " the next one.")
        Duration tokenLife,
    @Setting(
            value = "20s",
            live = true,
            doc =
                "How long an agent whose last socket went keeps their customers, 1s to 10m; then they"
                    + " go back to the head of the queue.")
        Duration grace,
    @Setting(
            value = "50",
            live = true,
            doc = "How many of the last messages an agent is given with a customer, 1 to 500.")
        int historyLength,
    @Setting(
            value = "8",
            live = true,
            doc = "How many sockets one agent may have open on one node, 1 to 100.")
        int maxSockets,
    @Setting(
            value = "5",
            live = true,
            doc = "How many wrong passwords in a row lock a user for loginPause, 1 to 100.")
        int loginFailures,
    @Setting(value = "1m", live = true, doc = "How long a user stays locked, 1s to 24h.")
        Duration loginPause,
    @Setting(
            value = "32",
            doc = "How many logins may wait for their password to be checked, 1 to 10,000.")
        int maxLogins,
    @Setting(
            value = "2s",
            live = true,
            doc = "How often agents are told the length of the queue at most, 100ms to 5m.")
        Duration queueInterval,
    @Setting(
            value = "256",
            live = true,
            doc =
                "How many messages of one customer may wait to be stored for one agent, 1 to 10,000."
                    + " One more is refused.")
        int maxUnstored,
    @Setting(
            value = "12h",
            live = true,
            doc =
                "How long a login can be prolonged without a new password, from the last time on,"
                    + " 1m to 90d.")
        Duration refreshLife,
    @Setting(
            value = "10s",
            live = true,
            doc =
                "How long a used refresh token is taken once more, since answers get lost, 0s to 5m;"
                    + " later its login is ended.")
        Duration refreshOverlap,
    @Setting(
            value = "20",
            live = true,
            doc = "How many logins one agent may have at once, 1 to 1,000; the oldest end.")
        int maxLoginsKept,
    @Setting(
            value = "3s",
            live = true,
            doc =
                "How often accounts are read again, 100ms to 5m: so long after `./levee agent"
                    + " disable` somebody may still be there.")
        Duration accountsInterval,
    @Setting(
            value = "365d",
            live = true,
            doc =
                "How long is kept what agents were suggested, and what was whispered about a"
                    + " conversation, 1h to 3650d.")
        Duration keep)
    implements Section {
  private static final int SECRET_BYTES = 32;

  @Override
  public List<Fault> faults() {
    return new Faults()
        .when(
            tokenSecret == null
                || tokenSecret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES,
            "tokenSecret",
            "is shorter than 32 bytes; give a random one, such as of `openssl rand -base64 48`")
        .within("tokenLife", tokenLife, Duration.ofMinutes(1), Duration.ofDays(7))
        .within("grace", grace, Duration.ofSeconds(1), Duration.ofMinutes(10))
        .within("historyLength", historyLength, 1, 500)
        .within("maxSockets", maxSockets, 1, 100)
        .within("loginFailures", loginFailures, 1, 100)
        .within("loginPause", loginPause, Duration.ofSeconds(1), Duration.ofDays(1))
        .within("maxLogins", maxLogins, 1, 10_000)
        .within("queueInterval", queueInterval, Duration.ofMillis(100), Duration.ofMinutes(5))
        .within("maxUnstored", maxUnstored, 1, 10_000)
        .within("refreshLife", refreshLife, Duration.ofMinutes(1), Duration.ofDays(90))
        .within("refreshOverlap", refreshOverlap, Duration.ZERO, Duration.ofMinutes(5))
        .within("maxLoginsKept", maxLoginsKept, 1, 1000)
        .within("accountsInterval", accountsInterval, Duration.ofMillis(100), Duration.ofMinutes(5))
        .within("keep", keep, Duration.ofHours(1), Duration.ofDays(3650))
        .list();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "DeskConfig[tokenLife=" + tokenLife + ", grace=" + grace + "]";
  }
}
