package io.levee.storefront;

import io.levee.conversation.Language;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** An order as JSON for an agent's screen, in the words of {@code docs/api/shop-openapi.yaml}. */
public final class OrderJson {
  private OrderJson() {}

  /** The key it was requested with stays out: it is nobody's but the gateway's. */
  public static String of(Order order) {
    JsonObject json =
        new JsonObject()
            .put("number", order.number())
            .put("placedAt", order.placedAt().toString())
            .put("lines", array(order.lines(), OrderJson::line))
            .put("total", order.total().toPlainString())
            .put("currency", order.currency())
            .put("cancelled", order.cancelled())
            .put("payment", tag(order.payment()))
            .put("fulfilment", tag(order.fulfilment()))
            .put("parcels", array(order.parcels(), OrderJson::parcel))
            .put("returns", array(order.returns(), OrderJson::returned));
    if (!order.rawStatus().isEmpty()) {
      json.put("rawStatus", order.rawStatus());
    }
    return linked(json, order.link()).encode();
  }

  private static JsonObject line(Order.Line line) {
    JsonObject json =
        new JsonObject()
            .put("id", line.id())
            .put("title", label(line.title()))
            .put("unitPrice", line.unitPrice().toPlainString())
            .put("ordered", line.ordered())
            .put("shipped", line.shipped())
            .put("delivered", line.delivered())
            .put("returned", line.returned());
    line.variant().ifPresent(variant -> json.put("variant", label(variant)));
    return linked(json, line.link());
  }

  private static JsonObject parcel(Order.Parcel parcel) {
    JsonObject json =
        new JsonObject()
            .put("carrier", label(parcel.carrier()))
            .put("trackingNumber", parcel.trackingNumber())
            .put("state", tag(parcel.state()));
    parcel.expectedAt().ifPresent(at -> json.put("expectedAt", at.toString()));
    parcel.deliveredAt().ifPresent(at -> json.put("deliveredAt", at.toString()));
    parcel.events().stream()
        .findFirst()
        .ifPresent(
            latest ->
                json.put(
                    "events",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("at", latest.at().toString())
                                .put("text", label(latest.text())))));
    return linked(json, parcel.link());
  }

  private static JsonObject returned(Order.Return back) {
    return new JsonObject()
        .put("number", back.number())
        .put("state", tag(back.state()))
        .put("requestedAt", back.requestedAt().toString());
  }

  private static JsonObject label(Label label) {
    JsonObject json = new JsonObject();
    for (Language language : Language.values()) {
      json.put(language.tag(), label.in(language));
    }
    return json;
  }

  private static JsonObject linked(JsonObject json, Optional<URI> link) {
    link.ifPresent(uri -> json.put("link", uri.toString()));
    return json;
  }

  private static <T> JsonArray array(Collection<T> items, Function<T, JsonObject> to) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(to.apply(item)));
    return array;
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
