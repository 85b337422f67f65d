package io.levee.replay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks with POST /v1/messages, as the shop's own server does. */
final class HttpAsker implements Asker {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final int LOOKS = 40;

  private final Vertx vertx;
  private final Wire wire;
  private final Target target;
  private final String prefix;

  HttpAsker(Vertx vertx, Wire wire, Target target, String prefix) {
    this.vertx = vertx;
    this.wire = wire;
    this.target = target;
    this.prefix = prefix;
  }

  @Override
  public Future<Reply> ask(Question question) {
    JsonObject body =
        new JsonObject()
            .put("messageId", AskRun.messageId(question))
            .put("customerId", AskRun.customer(prefix, question))
            .put("text", question.text());
    return wire.call(HttpMethod.POST, "/v1/messages", target.apiKey(), body).compose(this::reply);
  }

  private Future<Reply> reply(JsonObject response) {
    JsonArray replies = response.getJsonArray("replies", new JsonArray());
    return replies.isEmpty() && response.getBoolean("pending", false)
        ? later(response, LOOKS)
        : Future.succeededFuture(judge(response, replies));
  }

  /** The answer is still being worked on: it will stand in the history. */
  private Future<Reply> later(JsonObject response, int looks) {
    if (looks == 0) {
      return Future.succeededFuture(judge(response, new JsonArray()));
    }
    String path =
        "/v1/conversations/"
            + response.getString("conversationId")
            + "/messages?limit=10&after="
            + response.getInteger("seq");
    return vertx
        .timer(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)
        .compose(ignored -> wire.call(HttpMethod.GET, path, target.apiKey(), null))
        .compose(
            history -> {
              JsonArray said = new JsonArray();
              for (Object each : history.getJsonArray("messages", new JsonArray())) {
                if (each instanceof JsonObject m && !"customer".equals(m.getString("from"))) {
                  said.add(m);
                }
              }
              return said.isEmpty()
                  ? later(response, looks - 1)
                  : Future.succeededFuture(judge(response, said));
            });
  }

  private static Reply judge(JsonObject response, JsonArray replies) {
    JsonObject intent = intent(response, replies);
    String name = intent.getString("name", "");
    String handledBy = response.getString("handledBy", "bot");
    int options = 0;
    for (Object reply : replies) {
      options += ((JsonObject) reply).getJsonArray("options", new JsonArray()).size();
    }
    return new Reply(
        replies.isEmpty() && !"human".equals(handledBy)
            ? Answered.Outcome.UNANSWERED
            : Answered.judge(handledBy, name, options),
        name,
        intent.getDouble("confidence", 0.0),
        handledBy,
        response.getBoolean("duplicate", false));
  }

  private static JsonObject intent(JsonObject response, JsonArray replies) {
    JsonObject intent = response.getJsonObject("intent");
    for (int i = 0; intent == null && i < replies.size(); i++) {
      intent = replies.getJsonObject(i).getJsonObject("intent");
    }
    return intent == null ? new JsonObject() : intent;
  }
}
