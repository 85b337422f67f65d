package io.levee.turn;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a socket that is ready waits until its event loop reads it, seen with a socket of our
 * own: a datagram to itself stands in line behind all that are ready at that moment.
 *
 * <p>A timer does not see this: it waits for one round of sockets, and there may be many to go.
 * Owned by one event loop. Where no such socket can be had, that is logged and no wait is seen.
 */
final class Backlog {
  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
  private static final String HERE = "127.0.0.1";

  /** So many ticks later it is believed to be lost, as where a firewall drops it unsaid. */
  private static final int PATIENCE = 10;

  /** And so long later another one is tried. */
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final LongSupplier nanoTime;
  private final DatagramSocket socket;
  private boolean listens;
  private boolean underWay;
  private boolean lost;
  private boolean complained;
  private int passed;
  private long sentAt;
  private long waited;

  /** To be called on the event loop that is watched. */
  Backlog(Vertx vertx, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    socket = vertx.createDatagramSocket();
    socket.handler(datagram -> read(datagram.data()));
    socket
        .listen(0, HERE)
        .onSuccess(up -> listens = true)
        .onFailure(
            broken ->
                LOG.atWarn()
                    .setCause(broken)
                    .log(
                        "no UDP socket on 127.0.0.1: levee_admission_delay and automatic brownout"
                            + " do not see sockets that wait to be read; allow one an event loop"));
  }

  /** To be called every tick: puts one more in line, if the one before has been read. */
  void send() {
    long now = nanoTime.getAsLong();
    if (underWay && !lost && ++passed == PATIENCE) {
      giveUp();
    }
    if (listens && (!underWay || now - sentAt > AGAIN_NANOS)) {
      underWay = true;
      passed = 0;
      sentAt = now;
      Buffer stamp = Buffer.buffer(Long.BYTES).appendLong(now);
      socket.send(stamp, socket.localAddress().port(), HERE).onFailure(unsent -> giveUp());
    }
  }

  /** A wait that is not known must not look like a long one: it would refuse people. */
  private void giveUp() {
    lost = true;
    waited = 0;
    if (!complained) {
      complained = true;
      LOG.warn(
          "a UDP datagram to 127.0.0.1 does not arrive: levee_admission_delay and automatic brownout"
              + " do not see sockets that wait to be read; does a firewall drop it?");
    }
  }

  /** How long the last one waited, or the one in line if that is longer; 0 where one is lost. */
  long nanos() {
    return underWay && !lost ? Math.max(waited, nanoTime.getAsLong() - sentAt) : waited;
  }

  /** Anybody on this machine can send something here; nobody else knows the stamp. */
  private void read(Buffer stamp) {
    if (underWay && stamp.length() == Long.BYTES && stamp.getLong(0) == sentAt) {
      underWay = false;
      lost = false;
      waited = nanoTime.getAsLong() - sentAt;
    }
  }
}
