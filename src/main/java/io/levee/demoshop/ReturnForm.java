package io.levee.demoshop;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a request for a return says, checked as far as that goes without the tables. */
record ReturnForm(String key, String customer, String order, JsonArray lines, String reason) {
  private static final int MOST_LINES = 100;

  /** Empty when it is not a request for a return. */
  static Optional<ReturnForm> read(RoutingContext call) {
    String key = call.request().getHeader("Idempotency-Key");
    if (key == null || !key.matches("[!-~]{1,128}")) {
      return Optional.empty();
    }
    try {
      JsonObject body = call.body().asJsonObject();
      return body == null ? Optional.empty() : read(key, body);
    } catch (DecodeException | ClassCastException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<ReturnForm> read(String key, JsonObject body) {
    String customer = body.getString("customerId", "");
    String order = body.getString("orderNumber", "");
    String reason = body.getString("reason", "");
    JsonArray lines = lines(body.getJsonArray("lines", new JsonArray()));
    boolean whole = !customer.isBlank() && !order.isBlank() && !reason.isBlank();
    return whole && !lines.isEmpty()
        ? Optional.of(new ReturnForm(key, customer, order, lines, reason))
        : Optional.empty();
  }

  /** The known members of each line; none when a line is wrong or named twice. */
  private static JsonArray lines(JsonArray given) {
    JsonArray lines = new JsonArray();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      JsonObject line = given.getJsonObject(i);
      String id = line.getString("lineId", "");
      Integer pieces = line.getInteger("pieces", 0);
      if (id.isBlank() || !ids.add(id) || pieces < 1 || i >= MOST_LINES) {
        return new JsonArray();
      }
      lines.add(new JsonObject().put("lineId", id).put("pieces", pieces));
    }
    return lines;
  }
}
