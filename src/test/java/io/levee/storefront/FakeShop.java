package io.levee.storefront;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A shop on a real port that answers as the test tells it: scripted answers first, then always. */
final class FakeShop {
  private final HttpServer server;
  private final Queue<Handler<HttpServerRequest>> script = new ConcurrentLinkedQueue<>();
  private volatile Handler<HttpServerRequest> always = request -> answer(request, 500, "");
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<JsonObject> written = new CopyOnWriteArrayList<>();

  FakeShop(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.add(request.method() + " " + request.uri());
                  Handler<HttpServerRequest> next = script.poll();
                  (next == null ? always : next).handle(request);
                })
            .listen(0, "127.0.0.1")
            .await();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/api";
  }

  FakeShop then(Handler<HttpServerRequest> answer) {
    script.add(answer);
    return this;
  }

  FakeShop then(int status, JsonObject body) {
    return then(request -> answer(request, status, body.encode()));
  }

  void always(Handler<HttpServerRequest> answer) {
    always = answer;
  }

  void always(int status, JsonObject body) {
    always = request -> answer(request, status, body.encode());
  }

  static void answer(HttpServerRequest request, int status, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body);
  }

  /** Takes the body of a write, then cuts the connection without an answer. */
  void takesAndHangsUp(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              written.add(body.toJsonObject());
              request.connection().close();
            });
  }

  void close() {
    server.close().await();
  }

  static JsonObject order(String number, String owner) {
    return new JsonObject()
        .put("number", number)
        .put("customerId", owner)
        .put("placedAt", "2030-03-01T10:00:00+08:00")
        .put("total", "423.10")
        .put("currency", "CNY")
        .put("cancelled", false)
        .put("payment", "paid")
        .put("fulfilment", "shipped")
        .put("rawStatus", "pending")
        .put(
            "lines",
            new JsonArray()
                .add(line("l1", 1, 1))
                .add(line("l2", 2, 2).put("title", "无线耳机").put("unitPrice", 12.10)))
        .put(
            "parcels",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("carrier", new JsonObject().put("zh", "顺丰速运").put("en", "SF Express"))
                        .put("trackingNumber", "SF1000000000001")
                        .put("state", "in-transit")
                        .put("link", "javascript:alert(1)")
                        .put(
                            "events",
                            new JsonArray()
                                .add(event("2030-03-02T08:00:00Z", "已揽收"))
                                .add(event("2030-03-03T08:00:00Z", "运输中")))))
        .put("returns", new JsonArray());
  }

  static JsonObject line(String id, int ordered, int shipped) {
    return new JsonObject()
        .put("id", id)
        .put("title", new JsonObject().put("zh", "纯棉T恤").put("en", "Cotton T-shirt"))
        .put("unitPrice", "89")
        .put("ordered", ordered)
        .put("shipped", shipped)
        .put("delivered", 0)
        .put("returned", 0);
  }

  private static JsonObject event(String at, String text) {
    return new JsonObject().put("at", at).put("text", text);
  }

  static JsonObject returned(String number, String key) {
    return new JsonObject()
        .put("number", number)
        .put("idempotencyKey", key)
        .put("state", "requested")
        .put("requestedAt", "2030-03-09T10:00:00Z")
        .put("lines", new JsonArray().add(new JsonObject().put("lineId", "l1").put("pieces", 1)));
  }

  static JsonObject problem(String detail) {
    return new JsonObject().put("title", "No").put("detail", detail);
  }
}
