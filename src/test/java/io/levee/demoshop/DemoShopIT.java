package io.levee.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Customer;
import io.levee.storefront.ActionResult;
import io.levee.storefront.Order;
import io.levee.storefront.Payment;
import io.levee.storefront.Quantity;
import io.levee.storefront.ReturnOffer;
import io.levee.storefront.ReturnRequest;
import io.levee.storefront.Shop;
import io.levee.storefront.ShopConfig;
import io.levee.storefront.Shops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DemoShopIT {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2030-03-10T04:00:00Z"), ZoneOffset.UTC);
  private static final String KEY = "demo-shop-key";

  private static Vertx vertx;
  private static EmbeddedPostgres postgres;
  private static SqlClient sql;
  private static HttpServer server;
  private static HttpClientAgent client;
  private static volatile DemoShopConfig config;

  private record Reply(int status, JsonObject body) {}

  @BeforeAll
  static void open() throws IOException, SQLException {
    vertx = Vertx.vertx();
    client = vertx.createHttpClient();
    postgres = EmbeddedPostgres.builder().setPort(0).start();
    migrate();
    sql =
        PgBuilder.client()
            .connectingTo(
                new PgConnectOptions()
                    .setHost("localhost")
                    .setPort(postgres.getPort())
                    .setDatabase("postgres")
                    .setUser("postgres")
                    .setPassword("postgres"))
            .using(vertx)
            .build();
    Router router = Router.router(vertx);
    new DemoShop(
            vertx,
            sql,
            () -> config,
            (widgetKey, customer, name, expires) ->
                Optional.of(widgetKey)
                    .filter("demo-widget"::equals)
                    .map(known -> customer + " " + name + " " + expires),
            new SimpleMeterRegistry(),
            NOON)
        .mount(router);
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  @AfterAll
  static void close() throws IOException {
    server.close().await();
    sql.close().await();
    vertx.close().await();
    postgres.close();
  }

  private static void migrate() throws SQLException {
    new DemoShopSchema(NOON)
        .migrate(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
  }

  @BeforeEach
  void well() {
    config = feels(Duration.ZERO, 0);
  }

  private static DemoShopConfig feels(Duration delay, int failing) {
    Duration patience = Duration.ofSeconds(30);
    return new DemoShopConfig(true, KEY, delay, failing, Duration.ofHours(1), 2, 64, patience);
  }

  @Test
  void hasOrdersInEveryStateForEveryCustomer() throws SQLException {
    assertThat(count("SELECT count(*) FROM demo_shop.orders")).isEqualTo(200);
    assertThat(count("SELECT count(DISTINCT customer_id) FROM demo_shop.orders")).isEqualTo(40);
    assertThat(count("SELECT count(DISTINCT status) FROM demo_shop.orders"))
        .isEqualTo(Plot.values().length);
    assertThat(
            count("SELECT min(n) FROM (SELECT count(*) n FROM demo_shop.orders GROUP BY status) x"))
        .isGreaterThanOrEqualTo(12);
    assertThat(
            count("SELECT count(DISTINCT state) FROM demo_shop.order_return WHERE request IS NULL"))
        .isEqualTo(3);
  }

  @Test
  void nothingHappensInTheFutureOrBeforeItsCause() throws SQLException {
    assertThat(
            count(
                "SELECT count(*) FROM demo_shop.parcel_event e JOIN demo_shop.parcel p USING"
                    + " (tracking_number) JOIN demo_shop.orders o ON o.number = p.order_number WHERE"
                    + " e.at > '2030-03-10T04:00:00Z' OR e.at < p.shipped_at OR p.shipped_at <"
                    + " o.placed_at OR e.at > p.delivered_at"))
        .isZero();
    assertThat(
            count(
                "SELECT count(*) FROM demo_shop.order_return r JOIN demo_shop.parcel p USING"
                    + " (order_number) WHERE r.requested_at > '2030-03-10T04:00:00Z' OR"
                    + " r.requested_at < p.delivered_at"))
        .isZero();
  }

  @Test
  void isSeededOnce() throws SQLException {
    migrate();
    assertThat(count("SELECT count(*) FROM demo_shop.orders")).isEqualTo(200);
  }

  @Test
  void tellsItsCallersOnly() {
    Reply reply = send(HttpMethod.GET, "/orders/LV100001", "wrong", null, null);
    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void listsACustomersOwnOrdersNewestFirst() {
    Reply reply = get("/orders?customerId=demo-customer-07&limit=3");
    List<JsonObject> orders = objects(reply.body().getJsonArray("orders"));
    assertThat(orders).hasSize(3);
    assertThat(orders).allMatch(o -> o.getString("customerId").equals("demo-customer-07"));
    assertThat(orders)
        .extracting(order -> order.getString("placedAt"))
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
    assertThat(get("/orders?customerId=nobody").body().getJsonArray("orders")).isEmpty();
  }

  @Test
  void everyOrderNamesItsOwner() {
    assertThat(get("/orders/LV100001").body().getString("customerId"))
        .isEqualTo("demo-customer-01");
    assertThat(get("/orders/LV999999").status()).isEqualTo(404);
    assertThat(get("/orders/LV999999/return-offer").status()).isEqualTo(404);
  }

  @Test
  void offersToTakeBackWhatArrivedLatelyAndSaysWhyNotOtherwise() throws SQLException {
    assertThat(offer(number(Plot.DELIVERED)).getJsonArray("lines")).isNotEmpty();
    assertThat(offer(number(Plot.DELIVERED)).getString("refusal")).isNull();
    assertThat(offer(number(Plot.DELIVERED_LONG_AGO)).getString("refusal"))
        .isEqualTo("window-over");
    assertThat(offer(number(Plot.SHIPPED)).getString("refusal")).isEqualTo("not-delivered");
    assertThat(offer(number(Plot.CANCELLED)).getString("refusal")).isEqualTo("cancelled");
  }

  @Test
  void takesAReturnOnceHoweverOftenItIsAskedFor() throws SQLException {
    String order = spare(0);
    List<Reply> replies =
        IntStream.range(0, 4).parallel().mapToObj(i -> takeBack("k-once", order, 1)).toList();
    assertThat(replies).extracting(Reply::status).containsOnly(200, 201);
    assertThat(replies).extracting(Reply::status).containsOnlyOnce(201);
    assertThat(replies)
        .extracting(r -> r.body().getString("returnNumber"))
        .containsOnly(replies.getFirst().body().getString("returnNumber"));
    assertThat(
            count("SELECT count(*) FROM demo_shop.order_return WHERE idempotency_key = 'k-once'"))
        .isEqualTo(1);
    JsonObject made = get("/orders/" + order).body().getJsonArray("returns").getJsonObject(0);
    assertThat(made.getString("idempotencyKey")).isEqualTo("k-once");
    assertThat(made.getString("state")).isEqualTo("requested");
  }

  @Test
  void refusesAKeyThatBelongsToAnotherRequest() throws SQLException {
    assertThat(takeBack("k-two", spare(1), 1).status()).isEqualTo(201);
    assertThat(takeBack("k-two", spare(2), 1).status()).isEqualTo(409);
  }

  @Test
  void takesBackNoMoreThanWasDelivered() throws SQLException {
    Reply many = takeBack("k-many", spare(3), 99);
    assertThat(many.status()).isEqualTo(422);
    assertThat(many.body().getString("refusal")).isEqualTo("too-many");
    Reply late = takeBack("k-late", number(Plot.DELIVERED_LONG_AGO), 1);
    assertThat(late.body().getString("refusal")).isEqualTo("window-over");
  }

  @Test
  void takesNothingBackFromAStranger() throws SQLException {
    Reply reply = takeBack("k-stranger", spare(4), 1, "demo-customer-00");
    assertThat(reply.status()).isEqualTo(404);
  }

  @Test
  void playsAShopThatIsDown() {
    config = feels(Duration.ZERO, 100);
    assertThat(get("/orders/LV100001").status()).isEqualTo(503);
    config = feels(Duration.ZERO, 50);
    assertThat(IntStream.range(0, 20).map(i -> get("/orders/LV100001").status()).boxed())
        .containsOnly(200, 503);
  }

  @Test
  void playsAShopThatIsSlow() throws SQLException {
    config = feels(Duration.ofMillis(30), 0);
    assertThat(get("/orders/LV100001").status()).isEqualTo(200);
    assertThat(takeBack("k-slow", spare(5), 1).status()).isEqualTo(201);
  }

  @Test
  void everyAnswerIsAsTheApiSaysAndAsTheConnectorReadsIt() throws SQLException {
    ApiSchema order = new ApiSchema("Order");
    ApiSchema offer = new ApiSchema("ReturnOffer");
    Shop shop = connected();
    for (int i = 1; i <= 40; i++) {
      String id = "demo-customer-%02d".formatted(i);
      Customer customer = new Customer("demo", id, "", "");
      List<Order> orders = shop.recentOrders(customer, 100).await();
      assertThat(orders).hasSize(5);
      for (Order read : orders) {
        assertThat(order.faults(get("/orders/" + read.number()).body())).isEmpty();
        assertThat(offer.faults(offer(read.number()))).isEmpty();
        ReturnOffer offered = shop.returnOffer(customer, read.number()).await();
        assertThat(offered.lines().isEmpty()).isEqualTo(offered.refusal().isPresent());
        assertThat(read.payment()).isNotEqualTo(Payment.UNKNOWN);
        assertThat(read.parcels()).noneMatch(parcel -> parcel.state() == Order.ParcelState.UNKNOWN);
      }
    }
    shop.close().await();
  }

  @Test
  void aReturnMadeThroughTheConnectorIsOneReturn() throws SQLException {
    String number = spare(6);
    String owner = get("/orders/" + number).body().getString("customerId");
    Customer customer = new Customer("demo", owner, "", "");
    ReturnRequest request =
        new ReturnRequest("conversation:7", number, List.of(new Quantity("l1", 1)), "size");
    Shop shop = connected();
    ActionResult first = shop.requestReturn(customer, request).await();
    assertThat(first).isInstanceOf(ActionResult.Done.class);
    assertThat(shop.requestReturn(customer, request).await()).isEqualTo(first);
    assertThat(shop.order(customer, number).await().returns())
        .extracting(Order.Return::idempotencyKey)
        .containsExactly("conversation:7");
    ReturnRequest more =
        new ReturnRequest("conversation:9", number, List.of(new Quantity("l1", 9)), "size");
    assertThat(shop.requestReturn(customer, more).await()).isInstanceOf(ActionResult.Refused.class);
    shop.close().await();
  }

  private static Shop connected() {
    Duration patience = Duration.ofSeconds(30);
    ShopConfig shop =
        new ShopConfig(
            "demo", "", patience, patience, patience, patience, 8, 64, patience, 100, 5, 10,
            patience, 1024, 100, patience);
    Shops.Address here =
        new Shops.Address("http://127.0.0.1:" + server.actualPort() + DemoShop.PATH, KEY);
    return new Shops(vertx, new SimpleMeterRegistry(), System::nanoTime)
        .open("demo", () -> shop, () -> here);
  }

  @Test
  void signsInWhomThePageNamesAndShowsTheirOrders() {
    JsonObject session =
        signIn("{'widgetKey':'demo-widget','customerId':'demo-customer-07'}").body();
    assertThat(session.getString("token")).isEqualTo("demo-customer-07 杨帆 2030-03-10T05:00:00Z");
    assertThat(session.getString("expiresAt")).isEqualTo("2030-03-10T05:00:00Z");
    List<JsonObject> orders = objects(session.getJsonArray("orders"));
    assertThat(orders)
        .hasSize(5)
        .allSatisfy(order -> assertThat(order.getString("status")).isNotBlank())
        .allSatisfy(order -> assertThat(order.getJsonArray("items")).isNotEmpty());
    assertThat(orders.stream().map(order -> order.getString("placedAt")).toList())
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void newVisitorsAreDifferentCustomers() {
    String anybody = "{'widgetKey':'demo-widget','language':'en'}";
    String first = signIn(anybody).body().getJsonObject("customer").getString("id");
    String second = signIn(anybody).body().getJsonObject("customer").getString("id");
    assertThat(first).startsWith("demo-customer-").isNotEqualTo(second);
  }

  @Test
  void aReturnAskedForInTheChatShowsOnThePage() throws SQLException {
    String order = spare(7);
    String customer = get("/orders/" + order).body().getString("customerId");
    assertThat(takeBack("shown-1", order, 1).status()).isEqualTo(201);
    String body = "{'widgetKey':'demo-widget','language':'en','customerId':'" + customer + "'}";
    assertThat(objects(signIn(body).body().getJsonArray("orders")))
        .filteredOn(shown -> shown.getString("number").equals(order))
        .extracting(shown -> shown.getString("status"))
        .containsExactly("Return requested");
  }

  @Test
  void letsNobodyInWhomItDoesNotKnow() {
    assertThat(signIn("{'widgetKey':'other-widget'}").status()).isEqualTo(404);
    assertThat(signIn("{'widgetKey':'demo-widget','customerId':'me'}").status()).isEqualTo(404);
    assertThat(signIn("{'customerId':'demo-customer-01'}").status()).isEqualTo(400);
    assertThat(signIn("{'widgetKey':7}").status()).isEqualTo(404);
    assertThat(signIn("nonsense").status()).isEqualTo(400);
    assertThat(signIn("x".repeat(2_000)).status()).isEqualTo(413);
  }

  private static Reply signIn(String body) {
    return client
        .request(HttpMethod.POST, server.actualPort(), "127.0.0.1", DemoShop.SESSION)
        .compose(
            request ->
                request
                    .send(body.replace('\'', '"'))
                    .compose(
                        reply ->
                            reply
                                .body()
                                .map(
                                    b ->
                                        new Reply(
                                            reply.statusCode(),
                                            reply.statusCode() == 413
                                                ? new JsonObject()
                                                : b.toJsonObject()))))
        .await();
  }

  private static JsonObject offer(String order) {
    return get("/orders/" + order + "/return-offer").body();
  }

  private static Reply takeBack(String key, String order, int pieces) {
    return takeBack(key, order, pieces, get("/orders/" + order).body().getString("customerId"));
  }

  private static Reply takeBack(String key, String order, int pieces, String customer) {
    JsonObject body =
        new JsonObject()
            .put("customerId", customer)
            .put("orderNumber", order)
            .put("reason", "size")
            .put(
                "lines",
                new JsonArray().add(new JsonObject().put("lineId", "l1").put("pieces", pieces)));
    return send(HttpMethod.POST, "/returns", KEY, key, body);
  }

  private static Reply get(String path) {
    return send(HttpMethod.GET, path, KEY, null, null);
  }

  private static Reply send(
      HttpMethod method, String path, String key, String idempotency, JsonObject body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI("http://127.0.0.1:" + server.actualPort() + DemoShop.PATH + path)
            .putHeader("Authorization", "Bearer " + key);
    if (idempotency != null) {
      options.putHeader("Idempotency-Key", idempotency);
    }
    return client
        .request(options)
        .compose(
            request ->
                request
                    .send(body == null ? Buffer.buffer() : body.toBuffer())
                    .compose(
                        reply ->
                            reply.body().map(b -> new Reply(reply.statusCode(), b.toJsonObject()))))
        .await();
  }

  /** An order of that plot with a first line that may be returned, the n-th of them. */
  private static String spare(int index) throws SQLException {
    return text(
        "SELECT o.number FROM demo_shop.orders o JOIN demo_shop.order_line l ON l.order_number ="
            + " o.number AND l.id = 'l1' AND l.returnable WHERE o.status = '"
            + Plot.DELIVERED.status()
            + "' ORDER BY o.number OFFSET "
            + index
            + " LIMIT 1");
  }

  private static String number(Plot plot) throws SQLException {
    return text(
        "SELECT max(number) FROM demo_shop.orders o WHERE status = '"
            + plot.status()
            + "' AND EXISTS (SELECT FROM demo_shop.order_line l WHERE l.order_number = o.number AND"
            + " l.id = 'l1' AND l.returnable)");
  }

  private static int count(String query) throws SQLException {
    return Integer.parseInt(text(query));
  }

  private static String text(String query) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
