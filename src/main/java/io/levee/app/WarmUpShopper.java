package io.levee.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Talks to a {@link WarmUpStage}, over a socket and by requests in turn, each time as another
 * customer, until it is enough.
 */
final class WarmUpShopper {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final String HOST = "127.0.0.1";
  private static final int WORDS = 4;
  private static final long PATIENCE_MILLIS = 10_000;
  private static final long AFTER_A_FAULT_MILLIS = 50;

  private final Vertx vertx;
  private final WarmUpStage stage;
  private final Supplier<String> texts;
  private final Runnable answered;
  private final Consumer<Throwable> failed;
  private final BooleanSupplier enough;
  private final Promise<Void> over = Promise.promise();

  /**
   * @param answered told of each answer
   * @param failed told of each talk that broke off
   */
  WarmUpShopper(
      WarmUpStage stage,
      Supplier<String> texts,
      Runnable answered,
      Consumer<Throwable> failed,
      BooleanSupplier enough) {
    this.vertx = stage.vertx();
    this.stage = stage;
    this.texts = texts;
    this.answered = answered;
    this.failed = failed;
    this.enough = enough;
  }

  /**
   * Talks on and on.
   *
   * @return completes an answer after it was enough
   */
  Future<Void> talk() {
    again();
    return over.future();
  }

  private void again() {
    if (enough.getAsBoolean()) {
      over.complete();
      return;
    }
    String customer = "shopper-" + NUMBERS.incrementAndGet();
    onSocket(customer)
        .compose(done -> byRequests(customer + "-again", 0))
        .onSuccess(done -> vertx.runOnContext(next -> again()))
        .onFailure(
            broken -> {
              // Once it is enough, the stage may close while an answer is under way.
              if (!enough.getAsBoolean()) {
                failed.accept(broken);
              }
              vertx.setTimer(AFTER_A_FAULT_MILLIS, later -> again());
            });
  }

  private Future<Void> byRequests(String customer, int number) {
    if (number == WORDS || enough.getAsBoolean()) {
      return Future.succeededFuture();
    }
    JsonObject body = message(number).put("customerId", customer);
    return stage
        .requests()
        .request(HttpMethod.POST, stage.port(), HOST, "/v1/messages")
        .compose(
            request ->
                request
                    .putHeader("authorization", "Bearer " + stage.apiKey())
                    .putHeader("content-type", "application/json")
                    .send(body.toBuffer()))
        .compose(HttpClientResponse::body)
        .compose(
            answer -> {
              answered.run();
              return byRequests(customer, number + 1);
            });
  }

  private JsonObject message(int number) {
    return new JsonObject().put("messageId", "m-" + number).put("text", texts.get());
  }

  private Future<Void> onSocket(String customer) {
    return stage
        .sockets()
        .connect(
            new WebSocketConnectOptions()
                .setHost(HOST)
                .setPort(stage.port())
                .setURI("/v1/socket")
                .setAllowOriginHeader(false))
        .compose(
            socket ->
                talk(socket, customer)
                    .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .eventually(socket::close));
  }

  /** The acknowledgement comes with the answer. */
  private Future<Void> talk(WebSocket socket, String customer) {
    Promise<Void> end = Promise.promise();
    AtomicInteger said = new AtomicInteger();
    socket.closeHandler(gone -> end.tryFail("the socket was closed: " + socket.closeReason()));
    socket.textMessageHandler(
        text -> {
          JsonObject frame = new JsonObject(text);
          switch (frame.getString("type", "")) {
            case "welcome" -> say(socket, said);
            case "ack" -> {
              answered.run();
              if (said.get() == WORDS || enough.getAsBoolean()) {
                end.tryComplete();
              } else {
                say(socket, said);
              }
            }
            case "error", "busy" -> end.tryFail(text);
            default -> {
              // What is said need not be understood.
            }
          }
        });
    socket.writeTextMessage(
        new JsonObject()
            .put("type", "hello")
            .put("token", stage.token(customer))
            .put("after", 0)
            .encode());
    return end.future();
  }

  private void say(WebSocket socket, AtomicInteger said) {
    socket.writeTextMessage(message(said.getAndIncrement()).put("type", "message").encode());
  }
}
