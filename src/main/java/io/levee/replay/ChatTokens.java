package io.levee.replay;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The anonymous visitor's token: fetched once, renewed as the same visitor before it ends. */
final class ChatTokens {
  private static final Duration SPARE = Duration.ofMinutes(1);

  private final Wire wire;
  private final String widgetKey;
  private final Clock clock;
  private String token = "";
  private Instant expires = Instant.MIN;

  ChatTokens(Wire wire, String widgetKey, Clock clock) {
    this.wire = wire;
    this.widgetKey = widgetKey;
    this.clock = clock;
  }

  /** The gateway did not like the token: ask for another one the next time. */
  void doubted() {
    expires = Instant.MIN;
  }

  String token() {
    return token;
  }

  /**
   * @return completes with a paused socket, {@link #token()} being good; fails as {@link Wire}
   */
  Future<WebSocket> open() {
    return fresh().compose(ignored -> wire.socket());
  }

  private Future<Void> fresh() {
    if (clock.instant().plus(SPARE).isBefore(expires)) {
      return Future.succeededFuture();
    }
    String old = token;
    return fetch(old)
        .recover(
            why -> why instanceof Refused && !old.isEmpty() ? fetch("") : Future.failedFuture(why))
        .map(
            answer -> {
              token = answer.getString("token");
              expires = Instant.parse(answer.getString("expiresAt"));
              return null;
            });
  }

  private Future<JsonObject> fetch(String bearer) {
    JsonObject body = new JsonObject().put("widgetKey", widgetKey);
    return wire.call(HttpMethod.POST, "/v1/tokens", bearer, body);
  }
}
