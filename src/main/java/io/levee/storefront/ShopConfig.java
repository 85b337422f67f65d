package io.levee.storefront;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A storefront's back end, and how much patience to have with it: key {@code shop}. */
public record ShopConfig(
    @Setting(
            value = "",
            doc =
                "Where the shop answers the Levee shop API, such as https://shop.example/levee;"
                    + " 'demo' is this gateway's own demo shop; empty: there is no back end.")
        String url,
    @Setting(
            value = "",
            live = true,
            secret = true,
            doc = "The key this gateway shows the shop, at most 1,024 characters; not for 'demo'.")
        String apiKey,
    @Setting(
            value = "1s",
            live = true,
            doc = "How long the shop may take to accept a connection; 10ms to 1m.")
        Duration connectTimeout,
    @Setting(
            value = "1s",
            live = true,
            doc = "How long one attempt at a look-up may take; 10ms to 1m.")
        Duration readAttempt,
    @Setting(
            value = "2s",
            live = true,
            doc =
                "How long a look-up may take in all, with the wait for its turn and one retry; 10ms"
                    + " to 1m.")
        Duration readDeadline,
    @Setting(
            value = "8s",
            live = true,
            doc = "How long a write may take; it is never repeated blindly; 10ms to 2m.")
        Duration writeDeadline,
    @Setting(value = "8", live = true, doc = "Calls to the shop at once, 1 to 256.")
        int maxInFlight,
    @Setting(
            value = "64",
            live = true,
            doc = "Calls that may wait for their turn, 0 to 1,024; further ones fail at once.")
        int maxWaiting,
    @Setting(value = "10s", doc = "How long an order is remembered; 0s to 10m, 0s: not at all.")
        Duration orderCache,
    @Setting(value = "1000", doc = "Orders remembered at most, 0 to 100,000.") int maxCachedOrders,
    @Setting(
            value = "5",
            live = true,
            doc =
                "So many failures among the last breakerWindow calls, and the shop is left alone; 1"
                    + " to breakerWindow.")
        int breakerFailures,
    @Setting(value = "10", live = true, doc = "Calls the breaker looks back on, 1 to 64.")
        int breakerWindow,
    @Setting(
            value = "5s",
            live = true,
            doc =
                "How long a failing shop is left alone before one call tries it again; 10ms to 5m.")
        Duration breakerPause,
    @Setting(
            value = "1024",
            live = true,
            doc = "The longest reply that is read, in KiB, 1 to 16,384.")
        int maxReplyKiB,
    @Setting(
            value = "5000",
            live = true,
            doc =
                "Products whose names and numbers are recognised in messages, 0 to 50,000; 0: the"
                    + " shop is not asked what it sells.")
        int maxProducts,
    @Setting(
            value = "10m",
            live = true,
            doc = "How old the list of products may grow before it is asked for anew; 10s to 24h.")
        Duration productsEvery)
    implements Section {
  static final int MOST_IN_FLIGHT = 256;
  static final int MOST_WAITING = 1_024;
  private static final int MOST_BREAKER_WINDOW = 64;
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** No back end, and else as documented. */
  public static ShopConfig none() {
    return new ShopConfig(
        "",
        "",
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(8),
        8,
        64,
        Duration.ofSeconds(10),
        1_000,
        5,
        10,
        Duration.ofSeconds(5),
        1_024,
        5_000,
        Duration.ofMinutes(10));
  }

  /** The same at that address. */
  public ShopConfig withUrl(String other) {
    return new ShopConfig(
        other,
        apiKey,
        connectTimeout,
        readAttempt,
        readDeadline,
        writeDeadline,
        maxInFlight,
        maxWaiting,
        orderCache,
        maxCachedOrders,
        breakerFailures,
        breakerWindow,
        breakerPause,
        maxReplyKiB,
        maxProducts,
        productsEvery);
  }

  /** Whether the back end is this gateway's own demo shop. */
  public boolean demo() {
    return url.equals("demo");
  }

  /** Whether there is a back end at all. */
  public boolean present() {
    return !url.isBlank();
  }

  @Override
  public List<Fault> faults() {
    return new Faults()
        .when(
            present() && !demo() && !isBase(url),
            "url",
            "is no address; give http(s)://host[:port][/path] without user, query or fragment")
        .when(
            present() && !demo() && apiKey.isBlank(),
            "apiKey",
            "is empty; the shop must know who asks")
        .when(
            !apiKey.matches("[!-~]{0,1024}"),
            "apiKey",
            "is not at most 1,024 visible ASCII characters; choose another")
        .within("connectTimeout", connectTimeout, SHORTEST, MINUTE)
        .within("readAttempt", readAttempt, SHORTEST, MINUTE)
        .within("readDeadline", readDeadline, SHORTEST, MINUTE)
        .within("writeDeadline", writeDeadline, SHORTEST, MINUTE.multipliedBy(2))
        .when(
            readAttempt.compareTo(readDeadline) > 0,
            "readAttempt",
            "is longer than readDeadline; make it shorter")
        .within("maxInFlight", maxInFlight, 1, MOST_IN_FLIGHT)
        .within("maxWaiting", maxWaiting, 0, MOST_WAITING)
        .within("orderCache", orderCache, Duration.ZERO, MINUTE.multipliedBy(10))
        .within("maxCachedOrders", maxCachedOrders, 0, 100_000)
        .within("breakerWindow", breakerWindow, 1, MOST_BREAKER_WINDOW)
        .within("breakerFailures", breakerFailures, 1, Math.max(1, breakerWindow))
        .within("breakerPause", breakerPause, SHORTEST, MINUTE.multipliedBy(5))
        .within("maxReplyKiB", maxReplyKiB, 1, 16_384)
        .within("maxProducts", maxProducts, 0, 50_000)
        .within("productsEvery", productsEvery, MINUTE.dividedBy(6), Duration.ofHours(24))
        .list();
  }

  private static boolean isBase(String text) {
    try {
      URI uri = URI.create(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ShopConfig[url=" + url + ", key hidden]";
  }
}
