package io.levee.app;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What lies between a browser and the gateway, and can be cut. */
final class Cable {
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private final NetClient client;
  private final NetServer server;
  private final int gateway;
  private volatile boolean cut;

  Cable(Vertx vertx, int gateway) throws Exception {
    this.gateway = gateway;
    this.client = vertx.createNetClient();
    this.server = vertx.createNetServer().connectHandler(this::connect);
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
  }

  int port() {
    return server.actualPort();
  }

  /** Breaks all that is open; nothing new gets through until {@link #mend}. */
  void cut() {
    cut = true;
    open.forEach(NetSocket::close);
  }

  void mend() {
    cut = false;
  }

  private void connect(NetSocket browser) {
    if (cut) {
      browser.close();
      return;
    }
    open.add(browser);
    browser.closeHandler(gone -> open.remove(browser));
    browser.pause();
    client
        .connect(gateway, "127.0.0.1")
        .onSuccess(
            there -> {
              browser.pipeTo(there);
              there.pipeTo(browser);
            })
        .onFailure(down -> browser.close());
  }
}
