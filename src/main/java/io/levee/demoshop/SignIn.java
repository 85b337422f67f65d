package io.levee.demoshop;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs visitors of the demo shop's page in, as one of its customers and without a password, and
 * does what a shop's own server does then: it hands the page a visitor token for the chat.
 */
final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final int MOST_BODY = 1_024;
  private static final int MOST_ORDERS = 5;
  private static final int TO_CHOOSE_FROM = 4;

  private final Tables tables;
  private final TokenSigner signer;
  private final Supplier<DemoShopConfig> config;
  private final Clock clock;
  private final AtomicInteger visitors = new AtomicInteger();

  private record Wanted(String widgetKey, Optional<Person> person, boolean english) {}

  SignIn(Tables tables, TokenSigner signer, Supplier<DemoShopConfig> config, Clock clock) {
    this.tables = tables;
    this.signer = signer;
    this.config = config;
    this.clock = clock;
  }

  void mount(Router router, String path) {
    router
        .post(path)
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY))
        .handler(this::signIn);
  }

  private void signIn(RoutingContext call) {
    Optional<Wanted> read = read(call);
    if (read.isEmpty()) {
      DemoShop.problem(call, 400, "Give JSON with widgetKey, and a customerId if you like");
      return;
    }
    Wanted wanted = read.get();
    if (wanted.person().isEmpty()) {
      DemoShop.problem(call, 404, "There is no such customer");
      return;
    }
    Person person = wanted.person().get();
    String name = person.name(wanted.english());
    Instant expires =
        clock.instant().plus(config.get().sessionLife()).truncatedTo(ChronoUnit.SECONDS);
    Optional<String> token = signer.sign(wanted.widgetKey(), person.id(), name, expires);
    if (token.isEmpty()) {
      DemoShop.problem(call, 404, "No storefront of that widgetKey has the demo shop behind it");
      return;
    }
    orders(person, wanted.english())
        .onSuccess(
            orders ->
                DemoShop.reply(
                    call,
                    200,
                    new JsonObject()
                        .put("token", token.get())
                        .put("expiresAt", expires.toString())
                        .put("customer", person.json(wanted.english()))
                        .put("customers", customers(wanted.english()))
                        .put("orders", orders)
                        .encode()));
  }

  private Optional<Wanted> read(RoutingContext call) {
    try {
      JsonObject body = call.body().asJsonObject();
      if (body == null || body.getString("widgetKey") == null) {
        return Optional.empty();
      }
      String id = body.getString("customerId", "");
      boolean english = body.getString("language", "").toLowerCase(Locale.ROOT).startsWith("en");
      Optional<Person> person = id.isEmpty() ? Optional.of(next()) : Person.byId(id);
      return Optional.of(new Wanted(body.getString("widgetKey"), person, english));
    } catch (DecodeException | ClassCastException notOne) {
      return Optional.empty();
    }
  }

  /** Each new visitor is somebody else, so that they do not find each other's conversations. */
  private Person next() {
    return Person.ALL.get(Math.floorMod(visitors.getAndIncrement(), Person.ALL.size()));
  }

  private static JsonArray customers(boolean english) {
    JsonArray some = new JsonArray();
    Person.ALL.stream().limit(TO_CHOOSE_FROM).forEach(person -> some.add(person.json(english)));
    return some;
  }

  /** Without its tables the shop still lets people in, and shows no orders. */
  private Future<JsonArray> orders(Person person, boolean english) {
    return tables
        .ask(
            "SELECT document::text AS body FROM demo_shop.order_document WHERE customer_id = $1"
                + " ORDER BY placed_at DESC LIMIT $2",
            Tuple.of(person.id(), MOST_ORDERS))
        .map(
            rows -> {
              JsonArray orders = new JsonArray();
              for (Row row : rows) {
                orders.add(brief(new JsonObject(row.getString("body")), english));
              }
              return orders;
            })
        .otherwise(
            why -> {
              LOG.atWarn().addKeyValue("why", why.toString()).log("No orders for the page");
              return new JsonArray();
            });
  }

  /** What the page shows of an order. */
  private static JsonObject brief(JsonObject order, boolean english) {
    String language = english ? "en" : "zh";
    JsonArray items = new JsonArray();
    for (Object line : order.getJsonArray("lines")) {
      JsonObject item = (JsonObject) line;
      items.add(
          new JsonObject()
              .put("title", item.getJsonObject("title").getString(language))
              .put("pieces", item.getInteger("ordered")));
    }
    JsonArray returns = order.getJsonArray("returns");
    String returned = returns.isEmpty() ? "" : returns.getJsonObject(0).getString("state");
    String raw = order.getString("rawStatus");
    Optional<Plot> plot = Plot.of(raw, returned);
    return new JsonObject()
        .put("number", order.getString("number"))
        .put("placedAt", order.getString("placedAt"))
        .put("total", order.getString("total"))
        .put("currency", order.getString("currency"))
        .put("state", plot.map(p -> p.name().toLowerCase(Locale.ROOT).replace('_', '-')).orElse(""))
        .put("status", plot.map(p -> english ? p.statusEn() : p.status()).orElse(raw))
        .put("items", items);
  }
}
