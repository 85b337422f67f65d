package io.levee.demoshop;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the Levee shop API ({@code docs/api/shop-openapi.yaml}) from its own tables, and signs
 * visitors of its page in. The tables make the JSON: what is here is who may ask, and how well the
 * shop feels today. One per node; {@link #mount} is called for each event loop's router.
 */
public final class DemoShop {
  /** Where it answers on the public port. */
  public static final String PATH = "/demo-shop/api";

  /** Where its page signs in. */
  public static final String SESSION = "/demo-shop/session";

  private static final Logger LOG = LoggerFactory.getLogger(DemoShop.class);
  private static final int MOST_BODY = 64 * 1024;
  private static final int MOST_ORDERS = 100;
  private static final int USUAL_ORDERS = 10;

  /** Few enough for one page. */
  private static final String PRODUCTS =
      new JsonObject()
          .put("products", new JsonArray(Product.ALL.stream().map(DemoShop::json).toList()))
          .encode();

  private final Vertx vertx;
  private final Tables tables;
  private final SignIn signIn;
  private final Supplier<DemoShopConfig> config;
  private final Clock clock;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * @param sql a client of the database that {@link DemoShopSchema} prepared; not closed here
   * @param config read at each call
   * @param signer knows the storefront's secret, as a shop's own server would
   */
  public DemoShop(
      Vertx vertx,
      SqlClient sql,
      Supplier<DemoShopConfig> config,
      TokenSigner signer,
      MeterRegistry meters,
      Clock clock) {
    this.vertx = vertx;
    this.tables = new Tables(sql, config, meters);
    this.signIn = new SignIn(tables, signer, config, clock);
    this.config = config;
    this.clock = clock;
  }

  /** Adds its routes: {@link #SESSION}, and all below {@link #PATH}. */
  public void mount(Router router) {
    signIn.mount(router, SESSION);
    router.route(PATH + "/*").handler(this::knownCallersOnly).handler(this::asItFeels);
    router.get(PATH + "/orders").handler(this::orders);
    router.get(PATH + "/orders/:number").handler(this::order);
    router.get(PATH + "/orders/:number/return-offer").handler(this::returnOffer);
    router.get(PATH + "/products").handler(call -> reply(call, 200, PRODUCTS));
    router
        .post(PATH + "/returns")
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY))
        .handler(this::requestReturn);
    router.route(PATH + "/*").handler(call -> problem(call, 404, "There is nothing here"));
  }

  private void knownCallersOnly(RoutingContext call) {
    String shown = Optional.ofNullable(call.request().getHeader("Authorization")).orElse("");
    String wanted = "Bearer " + config.get().apiKey();
    // Takes as long whatever is wrong.
    if (MessageDigest.isEqual(bytes(shown), bytes(wanted))) {
      call.next();
    } else {
      call.response().putHeader("WWW-Authenticate", "Bearer");
      problem(call, 401, "The key is not the one of demoShop.apiKey");
    }
  }

  private void asItFeels(RoutingContext call) {
    Duration delay = config.get().delay();
    if (delay.isZero()) {
      decide(call);
      return;
    }
    call.request().pause();
    vertx.setTimer(
        Math.max(1, delay.toMillis()),
        late -> {
          call.request().resume();
          decide(call);
        });
  }

  /** Spreads the failures evenly, so that 50 means every other call. */
  private void decide(RoutingContext call) {
    int failing = config.get().failing();
    int before = Math.floorMod(calls.getAndIncrement(), 100);
    if ((before + 1) * failing / 100 > before * failing / 100) {
      problem(call, 503, "The demo shop plays a shop that is down (demoShop.failing)");
    } else {
      call.next();
    }
  }

  private static JsonObject json(Product product) {
    return new JsonObject()
        .put("sku", product.sku())
        .put("title", new JsonObject().put("zh", product.zh()).put("en", product.en()));
  }

  private void orders(RoutingContext call) {
    String customer = call.request().getParam("customerId", "");
    String limit = call.request().getParam("limit", "" + USUAL_ORDERS);
    if (customer.isBlank() || !limit.matches("\\d{1,3}")) {
      problem(call, 400, "Give a customerId, and a limit from 1 to " + MOST_ORDERS);
      return;
    }
    int most = Math.clamp(Integer.parseInt(limit), 1, MOST_ORDERS);
    answer(
        call,
        tables.ask(
            "SELECT json_build_object('orders', coalesce(json_agg(document ORDER BY placed_at DESC),"
                + " '[]'))::text AS body, 200 AS status FROM (SELECT document, placed_at FROM"
                + " demo_shop.order_document WHERE customer_id = $1 ORDER BY placed_at DESC LIMIT"
                + " $2) newest",
            Tuple.of(customer, most)));
  }

  private void order(RoutingContext call) {
    answer(
        call,
        tables.ask(
            "SELECT document::text AS body, 200 AS status FROM demo_shop.order_document WHERE"
                + " number = $1",
            Tuple.of(call.pathParam("number"))));
  }

  private void returnOffer(RoutingContext call) {
    answer(
        call,
        tables.ask(
            "SELECT offer::text AS body, 200 AS status FROM demo_shop.return_offer($1, $2) offer"
                + " WHERE offer IS NOT NULL",
            Tuple.of(call.pathParam("number"), now())));
  }

  private void requestReturn(RoutingContext call) {
    Optional<ReturnForm> form = ReturnForm.read(call);
    if (form.isEmpty()) {
      problem(
          call,
          400,
          "Give an Idempotency-Key and JSON with customerId, orderNumber, reason and lines, each"
              + " with lineId and pieces");
      return;
    }
    ReturnForm wanted = form.get();
    answer(
        call,
        tables.ask(
            "SELECT status, body::text AS body FROM demo_shop.request_return($1, $2, $3, $4, $5,"
                + " $6)",
            Tuple.of(
                wanted.key(),
                wanted.customer(),
                wanted.order(),
                wanted.lines(),
                wanted.reason(),
                now())));
  }

  private static void answer(RoutingContext call, Future<RowSet<Row>> found) {
    found
        .onSuccess(
            rows -> {
              if (rows.size() == 0) {
                problem(call, 404, "There is no such order");
                return;
              }
              Row row = rows.iterator().next();
              reply(call, row.getInteger("status"), row.getString("body"));
            })
        .onFailure(
            why -> {
              LOG.atWarn().addKeyValue("why", why.toString()).log("The demo shop cannot answer");
              problem(call, 503, "The demo shop's database does not answer");
            });
  }

  static void problem(RoutingContext call, int status, String detail) {
    reply(call, status, new JsonObject().put("status", status).put("detail", detail).encode());
  }

  static void reply(RoutingContext call, int status, String json) {
    String type = status < 300 ? "application/json" : "application/problem+json";
    call.response()
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-store")
        .end(json);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
