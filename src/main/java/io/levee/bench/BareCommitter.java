package io.levee.bench;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * What a durable answer takes at least: a WebSocket gives each frame back once it and an answer are
 * two rows on disk, in groups as large and as many under way as the gateway's journal has them.
 */
public final class BareCommitter extends VerticleBase {
  private static final int LOOPS = Integer.getInteger("levee.loops", 1);
  private static final int MOST = 64;
  private static final int UNDER_WAY = 2;
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS bench_message (socket text, seq bigint, text text NOT NULL,"
          + " at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (socket, seq))";
  private static final String INSERT =
      "INSERT INTO bench_message (socket, seq, text) SELECT * FROM unnest($1::text[], $2::bigint[],"
          + " $3::text[])";

  private record Said(ServerWebSocket socket, String name, long seq, String frame) {}

  private final int port;
  private final PgConnectOptions postgres;
  private final Deque<Said> waiting = new ArrayDeque<>();
  private SqlClient client;
  private Context here;
  private int underWay;
  private boolean due;

  private BareCommitter(int port, PgConnectOptions postgres) {
    this.port = port;
    this.postgres = postgres;
  }

  /**
   * Listens on a free loopback port and tells it as {@code ready url="…"}.
   *
   * @param args {@code "port password"} of PostgreSQL
   */
  public static void main(String[] args) throws IOException {
    String[] told = args[0].split(" ");
    PgConnectOptions postgres =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(Integer.parseInt(told[0]))
            .setUser("levee")
            .setPassword(told[1])
            .setDatabase("postgres")
            .setCachePreparedStatements(true)
            .setPipeliningLimit(UNDER_WAY);
    int port;
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = any.getLocalPort();
    }
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS).setPreferNativeTransport(true));
    SqlClient first = client(vertx, postgres);
    first
        .query(TABLE)
        .execute()
        .compose(
            made ->
                vertx.deployVerticle(
                    () -> new BareCommitter(port, postgres),
                    new DeploymentOptions().setInstances(LOOPS)))
        .onSuccess(up -> System.out.println("ready url=\"http://127.0.0.1:" + port + "\""))
        .onFailure(
            broken -> {
              System.err.println(broken);
              System.exit(1);
            });
  }

  private static SqlClient client(Vertx vertx, PgConnectOptions postgres) {
    return PgBuilder.client()
        .with(new PoolOptions().setMaxSize(1))
        .connectingTo(postgres)
        .using(vertx)
        .build();
  }

  @Override
  public Future<?> start() {
    here = context;
    client = client(vertx, postgres);
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false))
        .webSocketHandler(this::serve)
        .listen(port, "127.0.0.1");
  }

  private void serve(ServerWebSocket socket) {
    String name = UUID.randomUUID().toString();
    long[] seq = {0};
    socket.textMessageHandler(
        frame -> {
          waiting.add(new Said(socket, name, seq[0], frame));
          seq[0] += 2;
          if (!due) {
            due = true;
            // What comes in this tick goes together.
            here.runOnContext(now -> commit());
          }
        });
  }

  private void commit() {
    due = false;
    while (underWay < UNDER_WAY && !waiting.isEmpty()) {
      int count = Math.min(MOST, waiting.size());
      Said[] group = new Said[count];
      String[] sockets = new String[2 * count];
      Long[] seqs = new Long[2 * count];
      String[] texts = new String[2 * count];
      for (int i = 0; i < count; i++) {
        Said said = waiting.remove();
        group[i] = said;
        for (int k = 0; k < 2; k++) {
          sockets[2 * i + k] = said.name;
          seqs[2 * i + k] = said.seq + k;
          texts[2 * i + k] = said.frame;
        }
      }
      underWay++;
      client
          .preparedQuery(INSERT)
          .execute(Tuple.of(sockets, seqs, texts))
          .onComplete(
              done -> {
                underWay--;
                if (done.succeeded()) {
                  for (Said said : group) {
                    said.socket.writeTextMessage(said.frame);
                  }
                } else {
                  System.err.println(done.cause());
                }
                commit();
              });
    }
  }
}
