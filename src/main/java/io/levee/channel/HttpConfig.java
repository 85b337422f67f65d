package io.levee.channel;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;

/** The public HTTP port: key {@code http}. */
public record HttpConfig(
    @Setting(value = "127.0.0.1", doc = "The address to listen on; 0.0.0.0 is every one.")
        String host,
    @Setting(value = "8080", doc = "The public port, 0-65535; 0 takes a free one.") int port,
    @Setting(
            value = "65536",
            doc = "The longest request body in bytes, 1,024-1,048,576.",
            live = true)
        int maxBody,
    @Setting(
            value = "4000",
            doc = "The longest text of a message in code points, 1-16,000.",
            live = true)
        int maxTextCodePoints,
    @Setting(value = "10", doc = "The most attachments of a message, 1-100.", live = true)
        int maxAttachments,
    @Setting(value = "4096", doc = "The longest request line in bytes, 256-65,536.") int maxUri,
    @Setting(value = "16384", doc = "The longest request headers in bytes, 1,024-131,072.")
        int maxHeaders,
    @Setting(
            value = "60s",
            doc = "A connection that sends nothing for so long is closed, 1s-1h; sockets excepted.")
        Duration idleTimeout,
    @Setting(
            value = "10s",
            doc = "How long a request's body may take to arrive, 100ms-10m.",
            live = true)
        Duration bodyTimeout,
    @Setting(
            value = "110000",
            doc = "The most connections at once, sockets included, 1-10,000,000.",
            live = true)
        int maxConnections,
    @Setting(value = "4096", doc = "Connections that may wait to be accepted, 1-65,535.")
        int acceptBacklog,
    @Setting(
            value = "0",
            doc =
                "How many proxies in front append to X-Forwarded-For, 0-10. With 0 the header is"
                    + " ignored; else the visitor's address is that many entries from its end.",
            live = true)
        int forwardedHops,
    @Setting(
            value = "[self]",
            doc =
                "Origins that the agents' workspace may be served from; 'self' is this gateway's"
                    + " own.",
            live = true)
        List<String> agentOrigins,
    @Setting(
            value = "2s",
            doc = "What Retry-After says when the gateway cannot tell better, 1s-10m.",
            live = true)
        Duration retryAfter,
    @Setting(
            value = "200ms",
            doc =
                "How long whoever finds no room waits for the 503, 0s-10s. Nothing is read from the"
                    + " connection meanwhile: those who come again at once shall not take the"
                    + " processor from those who are served.",
            live = true)
        Duration refusalDelay,
    @Setting(value = "50000", doc = "How many verified visitor tokens are kept, 0-10,000,000.")
        int tokenCache,
    @Setting(
            value = "100000",
            doc = "How many addresses the limit on minting tokens remembers, 100-10,000,000.")
        int mintAddresses)
    implements Section {
  public HttpConfig {
    agentOrigins = List.copyOf(agentOrigins);
  }

  /** As documented. */
  public static HttpConfig defaults() {
    return new HttpConfig(
        "127.0.0.1",
        8080,
        65_536,
        4_000,
        10,
        4_096,
        16_384,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        110_000,
        4_096,
        0,
        List.of("self"),
        Duration.ofSeconds(2),
        Duration.ofMillis(200),
        50_000,
        100_000);
  }

  /** The same, listening on a free port that only this machine reaches. */
  public HttpConfig onLoopback() {
    return new HttpConfig(
        "127.0.0.1",
        0,
        maxBody,
        maxTextCodePoints,
        maxAttachments,
        maxUri,
        maxHeaders,
        idleTimeout,
        bodyTimeout,
        maxConnections,
        acceptBacklog,
        forwardedHops,
        agentOrigins,
        retryAfter,
        refusalDelay,
        tokenCache,
        mintAddresses);
  }

  @Override
  public List<Fault> faults() {
    Faults faults =
        new Faults()
            .present("host", host)
            .within("port", port, 0, 65_535)
            .within("maxBody", maxBody, 1_024, 1_048_576)
            .within("maxTextCodePoints", maxTextCodePoints, 1, 16_000)
            .within("maxAttachments", maxAttachments, 1, 100)
            .within("maxUri", maxUri, 256, 65_536)
            .within("maxHeaders", maxHeaders, 1_024, 131_072)
            .within("idleTimeout", idleTimeout, Duration.ofSeconds(1), Duration.ofHours(1))
            .within("bodyTimeout", bodyTimeout, Duration.ofMillis(100), Duration.ofMinutes(10))
            .within("maxConnections", maxConnections, 1, 10_000_000)
            .within("acceptBacklog", acceptBacklog, 1, 65_535)
            .within("forwardedHops", forwardedHops, 0, 10)
            .within("retryAfter", retryAfter, Duration.ofSeconds(1), Duration.ofMinutes(10))
            .within("refusalDelay", refusalDelay, Duration.ZERO, Duration.ofSeconds(10))
            .within("tokenCache", tokenCache, 0, 10_000_000)
            .within("mintAddresses", mintAddresses, 100, 10_000_000);
    StorefrontConfig.checkOrigins(faults, "agentOrigins", agentOrigins);
    return faults.list();
  }
}
