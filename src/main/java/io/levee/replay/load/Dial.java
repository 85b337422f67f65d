package io.levee.replay.load;

import io.levee.replay.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Opens connections. On loopback they come from several addresses (127.0.0.1, 127.0.0.2 …), since
 * one address has only some 28,000 ports to give (Linux; elsewhere 127.0.0.1 is the only one).
 */
final class Dial {
  private static final int CONNECT_MILLIS = 10_000;

  /** So little is taken from the wire that a reader who looks away is soon noticed. */
  private static final int SLOW_BUFFER = 4_096;

  private final Vertx vertx;
  private final int sources;
  private final Map<Kind, List<NetClient>> clients = new HashMap<>();
  private int next;

  private record Kind(boolean tls, boolean local, boolean slow) {}

  Dial(Vertx vertx, int sources) {
    this.vertx = vertx;
    this.sources = sources;
  }

  /**
   * @return completes with a connection on this event loop; fails with an I/O error
   */
  Future<NetSocket> connect(Target target, boolean slowly) {
    String host = target.url().getHost();
    List<NetClient> fit =
        clients.computeIfAbsent(new Kind(target.tls(), isLoopback(host), slowly), this::open);
    // Addresses to come from are IPv4's, and localhost may be either.
    String to = host.equals("localhost") && fit.size() > 1 ? "127.0.0.1" : host;
    return fit.get(next++ % fit.size()).connect(target.port(), to);
  }

  private List<NetClient> open(Kind kind) {
    boolean several =
        kind.local && System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    List<NetClient> opened = new ArrayList<>();
    for (int i = 1; i <= (several ? sources : 1); i++) {
      NetClientOptions options =
          new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpNoDelay(true);
      if (kind.tls) {
        options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
      }
      if (several) {
        options.setLocalAddress("127.0.0." + i);
      }
      if (kind.slow) {
        options.setReceiveBufferSize(SLOW_BUFFER);
      }
      opened.add(vertx.createNetClient(options));
    }
    return opened;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.");
  }
}
