package io.levee.storefront;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/**
 * One request and its reply, within its time and size; whatever ends it early also ends the request
 * on the wire, so that an abandoned call holds no connection.
 */
final class Exchange {
  /**
   * @param body whole
   */
  record Reply(int status, MultiMap headers, Buffer body) {}

  private final Vertx vertx;
  private final HttpClient client;
  private final int mostBytes;
  private final Promise<Reply> reply = Promise.promise();
  private HttpClientRequest request;

  Exchange(Vertx vertx, HttpClient client, int mostBytes) {
    this.vertx = vertx;
    this.client = client;
    this.mostBytes = mostBytes;
  }

  /**
   * Once only.
   *
   * @return completes with the reply; fails with {@link ShopFailure.Unavailable} when there is none
   *     in time, and with {@link ShopFailure.BadReply} when it is too long
   */
  Future<Reply> run(RequestOptions options, Buffer body, Duration within) {
    long timer =
        vertx.setTimer(
            Math.max(1, within.toMillis()),
            late -> giveUp(new ShopFailure.Unavailable("the shop did not answer in time")));
    client
        .request(options)
        .compose(made -> send(made, body))
        .onSuccess(this::collect)
        .onFailure(why -> giveUp(broken(why)));
    return reply.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private Future<HttpClientResponse> send(HttpClientRequest made, Buffer body) {
    request = made;
    if (reply.future().isComplete()) {
      made.reset();
      return Future.failedFuture("too late");
    }
    return body == null ? made.send() : made.send(body);
  }

  private void collect(HttpClientResponse response) {
    Buffer whole = Buffer.buffer();
    response
        .exceptionHandler(why -> giveUp(broken(why)))
        .handler(
            chunk -> {
              if (whole.length() + chunk.length() > mostBytes) {
                giveUp(new ShopFailure.BadReply("", "is longer than shop.maxReplyKiB allows"));
              } else {
                whole.appendBuffer(chunk);
              }
            })
        .endHandler(
            end -> reply.tryComplete(new Reply(response.statusCode(), response.headers(), whole)));
  }

  private void giveUp(ShopFailure why) {
    if (reply.tryFail(why) && request != null) {
      request.reset();
    }
  }

  private static ShopFailure broken(Throwable why) {
    return new ShopFailure.Unavailable(
        "the connection to the shop failed (" + why.getClass().getSimpleName() + ")");
  }
}
