package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EpollInRoundsTest {
  private static final int A_ROUND = 8;
  private static final int SOCKETS = 40;

  @Test
  void whatTheFirstSaidIsWorkedOnBeforeAllOthersAreRead() throws Exception {
    assumeTrue(EpollInRounds.isThere(), "this system has no epoll");
    Vertx vertx =
        Vertx.builder()
            .with(new VertxOptions().setEventLoopPoolSize(1))
            .withTransport(new EpollInRounds(A_ROUND))
            .build();
    List<Socket> sockets = new ArrayList<>();
    try {
      CountDownLatch connected = new CountDownLatch(SOCKETS);
      CompletableFuture<Integer> readBefore = new CompletableFuture<>();
      NetServer server = serving(vertx, connected, readBefore);
      for (int i = 0; i < SOCKETS; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.actualPort()));
      }
      assertThat(connected.await(10, TimeUnit.SECONDS)).isTrue();
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch written = new CountDownLatch(1);
      vertx.runOnContext(
          there -> {
            held.countDown();
            awaitQuietly(written);
          });
      assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
      for (Socket socket : sockets) {
        socket.getOutputStream().write('x');
      }
      written.countDown();

      assertThat(readBefore.get(10, TimeUnit.SECONDS)).isBetween(1, A_ROUND);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  /** Tells how many were read before what the first of them asked for was done. */
  private static NetServer serving(
      Vertx vertx, CountDownLatch connected, CompletableFuture<Integer> readBefore)
      throws Exception {
    AtomicInteger read = new AtomicInteger();
    return vertx
        .createNetServer()
        .connectHandler(
            socket -> {
              connected.countDown();
              socket.handler(
                  bytes -> {
                    if (read.incrementAndGet() == 1) {
                      vertx.runOnContext(work -> readBefore.complete(read.get()));
                    }
                  });
            })
        .listen(0, "127.0.0.1")
        .await(10, TimeUnit.SECONDS);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
