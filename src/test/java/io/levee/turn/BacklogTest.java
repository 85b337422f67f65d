package io.levee.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BacklogTest {
  private static final long WORK = TimeUnit.MILLISECONDS.toNanos(10);

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final AtomicLong now = new AtomicLong(1);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void whatIsReadyBeforeItHasToBeWaitedFor() throws Exception {
    Backlog backlog = onLoop(() -> new Backlog(vertx, now::get));
    List<DatagramSocket> others = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      others.add(busy());
    }
    awaitRead(backlog);
    long before = now.get();

    CountDownLatch allSent = new CountDownLatch(1);
    Future<Object> inLine =
        begunOnLoop(
            () -> {
              allSent.await();
              backlog.send();
              return null;
            });
    sendTo(others);
    allSent.countDown();
    inLine.await();

    await().until(() -> now.get() - before >= 8 * WORK);
    await().until(() -> !onLoop(() -> grows(backlog)));
    // Nothing promises the order of datagrams to different sockets to the last one.
    assertThat(onLoop(backlog::nanos)).isGreaterThanOrEqualTo(4 * WORK);
  }

  @Test
  void theOneInLineCountsBeforeItIsRead() {
    Backlog backlog = onLoop(() -> new Backlog(vertx, now::get));
    awaitRead(backlog);

    long seen =
        onLoop(
            () -> {
              backlog.send();
              now.addAndGet(WORK);
              return backlog.nanos();
            });

    assertThat(seen).isGreaterThanOrEqualTo(WORK);
  }

  /** Until there is one in line, and until that has been read. */
  private void awaitRead(Backlog backlog) {
    await()
        .until(
            () ->
                onLoop(
                    () -> {
                      backlog.send();
                      return grows(backlog);
                    }));
    await().until(() -> !onLoop(() -> grows(backlog)));
  }

  private boolean grows(Backlog backlog) {
    now.incrementAndGet();
    long before = backlog.nanos();
    now.incrementAndGet();
    return backlog.nanos() > before;
  }

  private <T> T onLoop(Callable<T> work) {
    return begunOnLoop(work).await();
  }

  private <T> Future<T> begunOnLoop(Callable<T> work) {
    return Future.<T>future(
        told ->
            loop.runOnContext(
                go -> {
                  try {
                    told.complete(work.call());
                  } catch (Exception broken) {
                    told.fail(broken);
                  }
                }));
  }

  /** Not by Vert.x, which may send a little later than it is told to. */
  private static void sendTo(List<DatagramSocket> sockets) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (java.net.DatagramSocket sender = new java.net.DatagramSocket()) {
      for (DatagramSocket one : sockets) {
        sender.send(new DatagramPacket(new byte[1], 1, here, one.localAddress().port()));
      }
    }
  }

  /** A socket whose every datagram is ten milliseconds of work. */
  private DatagramSocket busy() throws Exception {
    DatagramSocket socket = onLoop(vertx::createDatagramSocket);
    socket.handler(datagram -> now.addAndGet(WORK));
    return socket.listen(0, "127.0.0.1").await();
  }
}
