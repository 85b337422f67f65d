package io.levee.storefront;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.conversation.Language;
import io.levee.storefront.Connector.Owned;
import io.levee.storefront.Connector.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The Levee shop API's JSON, as {@code docs/api/shop-openapi.yaml} has it. */
final class ShopJson {
  private ShopJson() {}

  static List<Owned<Order>> orders(Reading reply) {
    return reply.list("orders", ShopJson::order);
  }

  static Owned<Order> order(Reading reply) {
    List<Order.Line> lines = reply.list("lines", ShopJson::line);
    if (lines.isEmpty()) {
      throw reply.wrong("lines", "is empty");
    }
    Fulfilment said = reply.oneOf("fulfilment", Fulfilment.class, Fulfilment.UNKNOWN);
    return new Owned<>(
        reply.text("customerId"),
        new Order(
            reply.text("number"),
            reply.instant("placedAt"),
            lines,
            reply.money("total"),
            reply.text("currency"),
            reply.truth("cancelled"),
            reply.oneOf("payment", Payment.class, Payment.UNKNOWN),
            Fulfilment.of(lines, said),
            reply.text("rawStatus", ""),
            reply.list("parcels", ShopJson::parcel),
            newestFirst(
                reply.list("returns", ShopJson::returned),
                Comparator.comparing(Order.Return::requestedAt)),
            reply.link("link")));
  }

  static Connector.Products products(Reading reply) {
    return new Connector.Products(
        reply.list("products", ShopJson::product), reply.text("next", ""));
  }

  private static Product product(Reading product) {
    Label title = product.label("title");
    List<String> names = new ArrayList<>();
    for (Language language : Language.values()) {
      names.add(title.in(language));
    }
    if (product.has("names")) {
      names.addAll(product.texts("names"));
    }
    return new Product(product.text("sku"), names.stream().distinct().toList());
  }

  private static Order.Line line(Reading line) {
    return new Order.Line(
        line.text("id"),
        line.text("sku", ""),
        line.label("title"),
        line.optional("variant", line::label),
        line.money("unitPrice"),
        line.count("ordered"),
        line.count("shipped"),
        line.count("delivered"),
        line.count("returned"),
        line.link("link"));
  }

  private static Order.Parcel parcel(Reading parcel) {
    return new Order.Parcel(
        parcel.label("carrier"),
        parcel.text("trackingNumber"),
        parcel.oneOf("state", Order.ParcelState.class, Order.ParcelState.UNKNOWN),
        parcel.has("contents") ? parcel.list("contents", ShopJson::quantity) : List.of(),
        newestFirst(
            parcel.list("events", e -> new Order.Event(e.instant("at"), e.label("text"))),
            Comparator.comparing(Order.Event::at)),
        parcel.optional("shippedAt", parcel::instant),
        parcel.optional("expectedAt", parcel::instant),
        parcel.optional("deliveredAt", parcel::instant),
        parcel.link("link"));
  }

  private static Order.Return returned(Reading made) {
    return new Order.Return(
        made.text("number"),
        made.text("idempotencyKey", ""),
        made.oneOf("state", Order.ReturnState.class, Order.ReturnState.UNKNOWN),
        made.instant("requestedAt"),
        made.list("lines", ShopJson::quantity),
        made.optional("refund", made::money));
  }

  private static Quantity quantity(Reading part) {
    return new Quantity(part.text("lineId"), part.atLeastOne("pieces"));
  }

  static Owned<ReturnOffer> returnOffer(Reading reply) {
    List<ReturnOffer.Line> lines = reply.list("lines", ShopJson::offered);
    List<ReturnOffer.Reason> reasons =
        reply.list("reasons", r -> new ReturnOffer.Reason(r.text("code"), r.label("label")));
    if (!lines.isEmpty() && reasons.isEmpty()) {
      throw reply.wrong("reasons", "is empty, though something can be returned");
    }
    Optional<Refusal> refusal =
        lines.isEmpty()
            ? Optional.of(reply.oneOf("refusal", Refusal.class, Refusal.OTHER))
            : Optional.empty();
    return new Owned<>(
        reply.text("customerId"),
        new ReturnOffer(reply.text("orderNumber"), lines, reasons, refusal));
  }

  private static ReturnOffer.Line offered(Reading line) {
    return new ReturnOffer.Line(
        line.text("id"), line.label("title"), line.atLeastOne("pieces"), line.instant("until"));
  }

  static Verdict taken(Reading reply, boolean later) {
    String number = reply.text("returnNumber");
    return new Verdict.Taken(
        reply.text("customerId"),
        reply.text("orderNumber"),
        reply.text("idempotencyKey"),
        later ? new ActionResult.Accepted(number) : new ActionResult.Done(number));
  }

  static Verdict declined(Reading problem) {
    return new Verdict.Declined(
        new ActionResult.Refused(
            problem.has("refusal")
                ? problem.oneOf("refusal", Refusal.class, Refusal.OTHER)
                : Refusal.OTHER,
            problem.text("detail", "")));
  }

  static Buffer request(String customer, ReturnRequest request) {
    JsonArray lines = new JsonArray();
    request
        .lines()
        .forEach(
            line ->
                lines.add(
                    new JsonObject().put("lineId", line.line()).put("pieces", line.pieces())));
    return new JsonObject()
        .put("customerId", customer)
        .put("orderNumber", request.orderNumber())
        .put("lines", lines)
        .put("reason", request.reason())
        .toBuffer();
  }

  /**
   * Shops built the other way answer 200 with an error inside ({@code code} in macrozheng/mall,
   * {@code errno} in litemall, {@code errors} in GraphQL).
   *
   * @throws ShopFailure.BadReply if this is such an answer
   */
  static Reading withoutError(Reading reply) {
    for (String name : List.of("error", "errors")) {
      JsonNode value = reply.raw(name);
      boolean harmless =
          value.isMissingNode()
              || value.isNull()
              || (value.isContainerNode() && value.isEmpty())
              || (value.isBoolean() && !value.booleanValue());
      if (!harmless) {
        throw reply.wrong(name, "is an error in a reply that calls itself a success");
      }
    }
    for (String name : List.of("errno", "code")) {
      JsonNode value = reply.raw(name);
      if (value.isNumber() && value.intValue() != 0 && value.intValue() != 200) {
        throw reply.wrong(name, "is an error in a reply that calls itself a success");
      }
    }
    if (reply.raw("success").isBoolean() && !reply.raw("success").booleanValue()) {
      throw reply.wrong("success", "is false in a reply that calls itself a success");
    }
    return reply;
  }

  private static <T> List<T> newestFirst(List<T> items, Comparator<T> byTime) {
    return items.stream().sorted(byTime.reversed()).toList();
  }
}
