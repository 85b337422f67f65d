package io.levee.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** A shop's back end where each customer has one order, and looking for it takes a while. */
final class SlowShop implements AutoCloseable {
  static final Duration ANSWER = Duration.ofMillis(50);

  /** What an answer contains that knows the order. */
  static final String PARCEL = "SF1234567890";

  private volatile Duration takes = ANSWER;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpServer server =
      vertx
          .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
          .requestHandler(this::serve);

  /** Blocks until it listens. */
  SlowShop() {
    server.listen().await();
  }

  /** Has it take so long for an answer from now on; none at all where it is zero. */
  void takes(Duration answer) {
    takes = answer;
  }

  int port() {
    return server.actualPort();
  }

  private void serve(HttpServerRequest request) {
    if (!request.path().startsWith("/orders")) {
      request.response().setStatusCode(404).putHeader("Content-Type", "application/json").end("{}");
      return;
    }
    if (takes.isZero()) {
      answer(request);
    } else {
      vertx.setTimer(takes.toMillis(), fired -> answer(request));
    }
  }

  private static void answer(HttpServerRequest request) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(orders(request.getParam("customerId")));
  }

  private static String orders(String customer) {
    return """
      {"orders":[{"number":"20260001","customerId":"%s","placedAt":"2026-01-01T10:00:00Z",\
      "total":"99.00","currency":"CNY","cancelled":false,"payment":"paid","fulfilment":"shipped",\
      "lines":[{"id":"1","title":"T-shirt","unitPrice":"99.00","ordered":1,"shipped":1,\
      "delivered":0,"returned":0}],"parcels":[{"carrier":"SF","trackingNumber":"%s",\
      "state":"in-transit","events":[]}],"returns":[]}]}"""
        .formatted(customer, PARCEL);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
