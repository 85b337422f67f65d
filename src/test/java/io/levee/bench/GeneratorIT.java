package io.levee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.bench.Generator.Tally;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bench's load counts, against servers that do as they are told. */
final class GeneratorIT {
  private static final Duration SHORT = Duration.ofMillis(600);

  private final Vertx vertx = Vertx.vertx();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final Set<String> messages = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ponged = new CountDownLatch(1);
  private volatile int refuseEvery = Integer.MAX_VALUE;
  private volatile boolean silent;
  private int served;
  private InetSocketAddress address;

  @BeforeEach
  void listen() {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .webSocketHandler(this::echo)
            .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
            .listen()
            .await();
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort());
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private void echo(ServerWebSocket socket) {
    socket.pongHandler(pong -> ponged.countDown());
    socket.textMessageHandler(
        text -> {
          if (silent) {
            return;
          }
          if (text.contains("goodbye")) {
            socket.close((short) 1013, "enough");
          } else {
            socket.writeTextMessage(text);
          }
        });
    socket.writePing(Buffer.buffer("there?"));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    tokens.add(request.getHeader("Authorization"));
    messages.add(body.toJsonObject().getString("messageId"));
    boolean refused = ++served % refuseEvery == 0;
    request.response().setStatusCode(refused ? 503 : 200).end("{\"text\":\"parcel 7\"}");
  }

  private Generator sockets(int count, String text) throws IOException {
    return Generator.open(address, new SocketTalk("/", false, text), count, Customers.each("test"));
  }

  private Generator requests(int count, int customers, String wanted) throws IOException {
    return Generator.open(
        address,
        new HttpTalk("/", "hello", Talk.bytes(wanted)),
        count,
        Customers.pool("test", customers));
  }

  @Test
  void closedEveryMessageIsAnsweredOnce() throws Exception {
    try (Generator load = sockets(5, "hello")) {
      Tally tally = load.closed(3, SHORT);
      assertThat(tally.answered()).isPositive().isEqualTo(tally.sent());
      assertThat(tally.nanos().getTotalCount()).isEqualTo(tally.answered());
      assertThat(tally.refused()).isZero();
    }
  }

  @Test
  void openItIsOfferedWhateverBecomesOfIt() throws Exception {
    silent = true;
    try (Generator load = sockets(20, "hello")) {
      Tally tally = load.open(1_000, 2, SHORT);
      assertThat(tally.offered()).isBetween(550L, 700L);
      assertThat(tally.sent()).isEqualTo(2 * 20);
      assertThat(tally.answered()).isZero();
    }
  }

  @Test
  void everyTenthIsAVip() throws Exception {
    try (Generator load = requests(20, 200, "")) {
      Tally tally = load.open(500, 1, SHORT);
      assertThat(tally.vipOffered()).isBetween(tally.offered() / 10, tally.offered() / 10 + 1);
      assertThat(tally.vipInTime()).isPositive().isLessThanOrEqualTo(tally.vipOffered());
    }
  }

  @Test
  void overHttpShoppersTakeTurnsAndNobodySaysTheSameTwice() throws Exception {
    long sent;
    try (Generator load = requests(10, 40, "")) {
      sent = load.closed(1, SHORT).sent();
      assertThat(tokens).hasSize(40);
    }
    try (Generator again = requests(10, 40, "")) {
      sent += again.closed(1, SHORT).sent();
    }
    assertThat(messages).hasSize((int) sent);
  }

  @Test
  void whatIsTurnedAwayOrAnsweredWithoutWhatWasAskedForIsNoAnswer() throws Exception {
    refuseEvery = 2;
    try (Generator load = requests(10, 40, "parcel 7")) {
      Tally tally = load.closed(1, SHORT);
      assertThat(tally.refused() + tally.answered()).isEqualTo(tally.sent());
      assertThat(tally.refused()).isBetween(tally.answered() - 10, tally.answered() + 10);
    }
    refuseEvery = Integer.MAX_VALUE;
    try (Generator load = requests(10, 40, "parcel 8")) {
      Tally tally = load.closed(1, SHORT);
      assertThat(tally.answered()).isZero();
      assertThat(tally.refused()).isEqualTo(tally.sent());
    }
  }

  @Test
  void pingsAreAnsweredWhileItRests() throws Exception {
    try (Generator load = sockets(1, "hello")) {
      load.rest(SHORT);
      assertThat(ponged.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aServerThatHangsUpIsToldWithItsCode() throws Exception {
    try (Generator load = sockets(1, "goodbye")) {
      assertThatThrownBy(() -> load.closed(1, SHORT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("1013");
    }
  }
}
