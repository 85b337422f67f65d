package io.levee.postgres;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/**
 * Asks a server for its first byte before a connection is made. A server that hangs, or whose host
 * does, still has its connections accepted by the kernel; and a connection of the PostgreSQL client
 * that waits for its greeting cannot be given up, since it closes only together with the server.
 */
final class Knock {
  /**
   * SSLRequest, which every server answers with one byte, {@code S} or {@code N}; <a
   * href="https://www.postgresql.org/docs/17/protocol-message-formats.html">message formats</a>.
   */
  private static final Buffer SSL_REQUEST = Buffer.buffer().appendInt(8).appendInt(80877103);

  private final Vertx vertx;
  private final PostgresAddress address;
  private final long patienceMillis;
  private final NetClient client;

  Knock(Vertx vertx, PostgresAddress address, PostgresConfig config) {
    this.vertx = vertx;
    this.address = address;
    this.patienceMillis = config.connectTimeout().toMillis();
    this.client =
        vertx.createNetClient(new NetClientOptions().setConnectTimeout((int) patienceMillis));
  }

  /**
   * @return completes when the server answered; fails when it cannot be reached, or does not within
   *     {@code postgres.connectTimeout}
   */
  Future<Void> answered() {
    return client.connect(address.port(), address.host()).compose(this::answered);
  }

  private Future<Void> answered(NetSocket socket) {
    Promise<Void> answer = Promise.promise();
    long deadline =
        vertx.setTimer(
            patienceMillis,
            t ->
                answer.tryFail(
                    new PostgresUnavailable(
                        "it took the connection and said nothing within " + patienceMillis + " ms",
                        null)));
    socket.handler(firstByte -> answer.tryComplete());
    socket.exceptionHandler(answer::tryFail);
    socket.closeHandler(
        v -> answer.tryFail(new PostgresUnavailable("it closed the connection", null)));
    socket.write(SSL_REQUEST.copy());
    return answer
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(deadline);
              socket.close();
            });
  }
}
