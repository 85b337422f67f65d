package io.levee.channel;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** Live sockets of shoppers and agents: key {@code socket}. */
public record SocketConfig(
    @Setting(
            value = "5s",
            doc = "How long a socket may wait with its hello, 100ms-1m.",
            live = true)
        Duration helloTimeout,
    @Setting(
            value = "30s",
            doc =
                "How long a hello waits for stores that do not answer before its socket is closed"
                    + " with 1013, 100ms-10m.",
            live = true)
        Duration welcomePatience,
    @Setting(
            value = "65536",
            doc = "The longest frame, and message of several frames, in bytes, 1,024-1,048,576.")
        int maxFrame,
    @Setting(value = "25s", doc = "How often a socket is pinged, 250ms-10m.") Duration pingInterval,
    @Setting(
            value = "10s",
            doc = "A socket that is silent for so long after a ping is cut off, 100ms-10m.",
            live = true)
        Duration pongTimeout,
    @Setting(
            value = "20s",
            doc =
                "How often sockets compare their numbers with the journal's, in case a wake-up was"
                    + " lost, 500ms-1h.",
            live = true)
        Duration heartbeat,
    @Setting(
            value = "16",
            doc =
                "How many messages of one socket may be without an answer before it is not read"
                    + " from, 1-10,000.",
            live = true)
        int maxInFlight,
    @Setting(value = "100000", doc = "The most sockets on this node, 1-10,000,000.", live = true)
        int maxSockets,
    @Setting(
            value = "65536",
            doc = "How many bytes may wait to be sent to one socket, 1,024-16,777,216.",
            live = true)
        int writeQueue,
    @Setting(
            value = "15s",
            doc = "A reader that stays behind for so long is closed with 1013, 100ms-10m.",
            live = true)
        Duration slowReaderTimeout,
    @Setting(
            value = "2s",
            doc = "How long a closing socket may take to say goodbye, 100ms-1m.",
            live = true)
        Duration closeTimeout,
    @Setting(
            value = "100",
            doc = "How many messages a replay reads from the journal at once, 1-1,000.",
            live = true)
        int replayPage,
    @Setting(
            value = "256",
            doc =
                "How many frames may wait for an agent who does not read before the socket is"
                    + " closed with 1013, 1-100,000.",
            live = true)
        int maxAgentBacklog,
    @Setting(
            value = "1s",
            doc = "Of a socket's typing frames one in so long is passed on, 100ms-1m.",
            live = true)
        Duration typingInterval,
    @Setting(
            value = "4s",
            doc =
                "How often an agent's socket is pinged, 250ms-10m: with agentPong this is how soon a"
                    + " dead one is noticed.",
            live = true)
        Duration agentPing,
    @Setting(
            value = "5s",
            doc =
                "An agent's socket that is silent for so long after a ping is cut off, 100ms-10m.",
            live = true)
        Duration agentPong,
    @Setting(
            value = "10",
            doc =
                "Of frames that look something up or change it besides messages (rate, close; history,"
                    + " search, watch, whisper and the like of agents), how many a second a socket may"
                    + " send, with five seconds' worth at once; others are answered with 429, 1-10,000.",
            live = true)
        int sideFrames)
    implements Section {

  /** As documented. */
  public static SocketConfig defaults() {
    return new SocketConfig(
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        65_536,
        Duration.ofSeconds(25),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        16,
        100_000,
        65_536,
        Duration.ofSeconds(15),
        Duration.ofSeconds(2),
        100,
        256,
        Duration.ofSeconds(1),
        Duration.ofSeconds(4),
        Duration.ofSeconds(5),
        10);
  }

  @Override
  public List<Fault> faults() {
    Duration least = Duration.ofMillis(100);
    Duration minute = Duration.ofMinutes(1);
    Duration tenMinutes = Duration.ofMinutes(10);
    return new Faults()
        .within("helloTimeout", helloTimeout, least, minute)
        .within("welcomePatience", welcomePatience, least, tenMinutes)
        .within("maxFrame", maxFrame, 1_024, 1_048_576)
        .within("pingInterval", pingInterval, Duration.ofMillis(250), tenMinutes)
        .within("pongTimeout", pongTimeout, least, tenMinutes)
        .within("heartbeat", heartbeat, Duration.ofMillis(500), Duration.ofHours(1))
        .within("maxInFlight", maxInFlight, 1, 10_000)
        .within("maxSockets", maxSockets, 1, 10_000_000)
        .within("writeQueue", writeQueue, 1_024, 16_777_216)
        .within("slowReaderTimeout", slowReaderTimeout, least, tenMinutes)
        .within("closeTimeout", closeTimeout, least, minute)
        .within("replayPage", replayPage, 1, 1_000)
        .within("maxAgentBacklog", maxAgentBacklog, 1, 100_000)
        .within("typingInterval", typingInterval, least, minute)
        .within("agentPing", agentPing, Duration.ofMillis(250), tenMinutes)
        .within("agentPong", agentPong, least, tenMinutes)
        .within("sideFrames", sideFrames, 1, 10_000)
        .list();
  }
}
