package io.levee.postgres;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * One event loop's connections to PostgreSQL. They come back by themselves, with growing pauses.
 * Made and called on its loop; futures complete on it.
 *
 * <p>These are connections of its own and not Vert.x's pool: the pool lets callers wait without
 * bound or deadline while the server is away, and a connection that does not answer holds up its
 * own closing.
 */
public final class PostgresLink {
  private final Vertx vertx;
  private final PostgresAddress address;
  private final PostgresConfig config;
  private final List<Line> lines;
  private final List<Runnable> onReconnect = new ArrayList<>();
  private final Counter refused;
  private int waiting;

  /** Begins to connect at once; until then statements fail. */
  public PostgresLink(
      Vertx vertx, PostgresAddress address, PostgresConfig config, MeterRegistry meters) {
    this(vertx, address, config, meters, Thread.currentThread().getName());
  }

  /**
   * Beside the event loop's own ones, for what shall not stand in their way.
   *
   * @param name tells its meters from those of the others
   */
  public PostgresLink(
      Vertx vertx,
      PostgresAddress address,
      PostgresConfig config,
      MeterRegistry meters,
      String name) {
    this.vertx = vertx;
    this.address = address;
    this.config = config;
    Context context = vertx.getOrCreateContext();
    NetClientOptions sockets =
        new NetClientOptions()
            .setConnectTimeout((int) config.connectTimeout().toMillis())
            .setTcpKeepAlive(true);
    Knock knock = new Knock(vertx, address, config);
    var factory = PgDriver.INSTANCE.createConnectionFactory(vertx, sockets);
    var options = address.connectOptions(config);
    Tags tags = Tags.of("loop", name);
    Counter reconnects = meters.counter("levee.postgres.reconnects", tags);
    this.refused = meters.counter("levee.postgres.refused", tags);
    Line.Dial dial = () -> knock.answered().compose(v -> factory.connect(context, options));
    this.lines =
        IntStream.range(0, config.connections())
            .mapToObj(i -> new Line(vertx, address, config, dial, () -> connectedAgain(reconnects)))
            .toList();
    Gauge.builder("levee.postgres.waiting", this, link -> link.waiting).tags(tags).register(meters);
    Gauge.builder("levee.postgres.connected", this, PostgresLink::answering)
        .tags(tags)
        .register(meters);
    lines.forEach(Line::connect);
  }

  /**
   * Runs one statement, prepared once per connection.
   *
   * @return completes with its rows; fails with {@link PostgresUnavailable} at once while there is
   *     no connection or {@code postgres.maxWaiting} statements are under way, and after {@code
   *     postgres.answerTimeout} without an answer; fails with {@link PgException} when the server
   *     finds the statement or its values wrong
   */
  public Future<RowSet<Row>> execute(String sql, Tuple values) {
    if (waiting >= config.maxWaiting()) {
      refused.increment();
      return Future.failedFuture(
          new PostgresUnavailable(
              waiting + " statements are under way already (postgres.maxWaiting)", null));
    }
    Line line = idlest();
    if (line == null) {
      return Future.failedFuture(
          new PostgresUnavailable(
              "there is no connection to PostgreSQL at " + address,
              lines.getFirst().lastFailure()));
    }
    waiting++;
    Promise<RowSet<Row>> answer = Promise.promise();
    long deadline =
        vertx.setTimer(config.answerTimeout().toMillis(), timer -> tooLate(line, answer));
    line.execute(sql, values)
        .onComplete(
            result -> {
              waiting--;
              vertx.cancelTimer(deadline);
              if (result.succeeded()) {
                answer.tryComplete(result.result());
              } else {
                answer.tryFail(meaningOf(result.cause()));
              }
            });
    return answer.future();
  }

  private void tooLate(Line line, Promise<?> answer) {
    line.suspect();
    answer.tryFail(
        new PostgresUnavailable(
            "PostgreSQL at %s gave no answer within %d ms"
                .formatted(address, config.answerTimeout().toMillis()),
            null));
  }

  private Line idlest() {
    return lines.stream()
        .filter(Line::answers)
        .min(Comparator.comparingInt(Line::underWay))
        .orElse(null);
  }

  /** Whether a statement would be sent now. */
  public boolean connected() {
    return lines.stream().anyMatch(Line::answers);
  }

  /** Called after each connection that follows a lost one. */
  public void onReconnect(Runnable handler) {
    onReconnect.add(handler);
  }

  /**
   * Waits for statements under way, then closes the connections.
   *
   * @return completes when they are closed, at the latest after {@code postgres.answerTimeout}
   */
  public Future<Void> close() {
    return Future.join(lines.stream().map(Line::close).toList())
        .timeout(config.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .otherwiseEmpty()
        .mapEmpty();
  }

  private void connectedAgain(Counter reconnects) {
    reconnects.increment();
    List.copyOf(onReconnect).forEach(Runnable::run);
  }

  private double answering() {
    return lines.stream().filter(Line::answers).count();
  }

  private Throwable meaningOf(Throwable failure) {
    return failure instanceof PgException pg && !aboutTheServer(pg.getSqlState())
        ? pg
        : new PostgresUnavailable(
            "PostgreSQL at " + address + " did not carry the statement out", failure);
  }

  /**
   * Whether the fault is with the server and not with the statement: lost connections (08), no
   * resources (53), cancelled or shutting down (57), its own trouble (58, XX), or a standby that
   * takes no writes (25006); <a
   * href="https://www.postgresql.org/docs/17/errcodes-appendix.html">error codes</a>.
   */
  private static boolean aboutTheServer(String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.startsWith("XX")
        || state.equals("25006");
  }
}
