package io.levee.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.conversation.Customer;
import io.levee.conversation.Language;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpShopTest {
  private static final Customer MEI = new Customer("demo", "mei", "", "");
  private static final String MINE = "A-1001";

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicLong skipped = new AtomicLong();
  private FakeShop fake;
  private volatile ShopConfig config;
  private Shop shop;

  @BeforeEach
  void open() {
    fake = new FakeShop(vertx);
    config = Configs.patient(fake.url());
    open("demo");
  }

  private void open(String storefront) {
    shop =
        new Shops(vertx, meters, () -> System.nanoTime() + skipped.get())
            .open(storefront, () -> config, () -> new Shops.Address("", ""));
  }

  @AfterEach
  void close() {
    shop.close().await();
    fake.close();
    vertx.close().await();
  }

  @Test
  void readsAnOrderWithItsMoneyExact() {
    fake.always(200, FakeShop.order(MINE, "mei"));
    Order order = order(MINE).await();
    assertThat(order.total()).isEqualTo(new BigDecimal("423.10"));
    assertThat(order.lines().get(1).unitPrice()).isEqualByComparingTo("12.1");
    assertThat(order.fulfilment()).isEqualTo(Fulfilment.SHIPPED);
    assertThat(order.lines().getFirst().title().in(Language.EN)).isEqualTo("Cotton T-shirt");
    assertThat(order.lines().get(1).title().in(Language.EN)).isEqualTo("无线耳机");
    assertThat(order.parcels().getFirst().events())
        .extracting(event -> event.text().in(Language.ZH))
        .containsExactly("运输中", "已揽收");
  }

  @Test
  void passesNoLinkOnThatIsNotOfTheWeb() {
    fake.always(200, FakeShop.order(MINE, "mei"));
    assertThat(order(MINE).await().parcels().getFirst().link()).isEmpty();
  }

  @Test
  void callsAnOrderPartlyShippedWhenItsLinesSaySo() {
    JsonObject order = FakeShop.order(MINE, "mei");
    order.getJsonArray("lines").getJsonObject(1).put("shipped", 0);
    fake.always(200, order);
    assertThat(order(MINE).await().fulfilment()).isEqualTo(Fulfilment.PARTLY_SHIPPED);
  }

  @Test
  void somebodyElsesOrderLooksLikeNoOrderAtAll() {
    fake.then(200, FakeShop.order(MINE, "somebody-else")).then(404, FakeShop.problem("none"));
    Throwable foreign = failure(order(MINE));
    Throwable unknown = failure(order(MINE));
    assertThat(foreign).isInstanceOf(ShopFailure.NotFound.class);
    assertThat(unknown).isInstanceOf(ShopFailure.NotFound.class).hasMessage(foreign.getMessage());
  }

  @Test
  void anOwnerThatMerelyLooksLikeTheCustomerIsAnother() {
    fake.always(200, FakeShop.order(MINE, "Mei"));
    assertThat(failure(order(MINE))).isInstanceOf(ShopFailure.NotFound.class);
  }

  @Test
  void aReplyAboutAnotherOrderIsNotBelieved() {
    fake.always(200, FakeShop.order("A-1002", "mei"));
    assertThat(failure(order(MINE))).isInstanceOf(ShopFailure.BadReply.class);
  }

  @Test
  void aListWithStrangersOrdersIsNotBelieved() {
    fake.always(200, list(FakeShop.order(MINE, "mei"), FakeShop.order("B-1", "somebody-else")));
    assertThat(failure(shop.recentOrders(MEI, 5)))
        .isInstanceOfSatisfying(
            ShopFailure.BadReply.class,
            bad -> assertThat(bad.pointer()).isEqualTo("/orders/1/customerId"));
  }

  @Test
  void listsTheNewestOrdersFirstAndNoMoreThanAskedFor() {
    fake.always(
        200,
        list(
            FakeShop.order("A-1", "mei").put("placedAt", "2030-01-01T00:00:00Z"),
            FakeShop.order("A-3", "mei").put("placedAt", "2030-03-01T00:00:00Z"),
            FakeShop.order("A-2", "mei").put("placedAt", "2030-02-01T00:00:00Z")));
    assertThat(shop.recentOrders(MEI, 2).await())
        .extracting(Order::number)
        .containsExactly("A-3", "A-2");
    assertThat(fake.asked).containsExactly("GET /api/orders?customerId=mei&limit=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"customerId", "number", "placedAt", "lines", "total", "cancelled"})
  void aMissingFieldIsAnErrorThatNamesIt(String field) {
    JsonObject order = FakeShop.order(MINE, "mei");
    order.remove(field);
    fake.always(200, order);
    assertThat(badReply(order(MINE)).pointer()).isEqualTo("/" + field);
  }

  @Test
  void aMissingQuantityIsNeverNought() {
    JsonObject order = FakeShop.order(MINE, "mei");
    order.getJsonArray("lines").getJsonObject(1).remove("shipped");
    fake.always(200, order);
    assertThat(badReply(order(MINE)).pointer()).isEqualTo("/lines/1/shipped");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":500,\"message\":\"该订单不存在\"}",
        "{\"errno\":721,\"errmsg\":\"no\"}",
        "{\"errors\":[{\"message\":\"Throttled\"}]}",
        "{\"success\":false}",
        "{\"error\":{\"type\":\"x\"}}"
      })
  void anErrorInsideASuccessIsAnError(String envelope) {
    JsonObject both = FakeShop.order(MINE, "mei").mergeIn(new JsonObject(envelope));
    fake.always(200, both);
    assertThat(badReply(order(MINE)).pointer()).isNotEmpty();
  }

  @Test
  void wordsThatAreNotKnownAreUnknown() {
    JsonObject order =
        FakeShop.order(MINE, "mei").put("payment", "bartered").put("fulfilment", "teleported");
    order.getJsonArray("lines").forEach(line -> ((JsonObject) line).put("shipped", 0));
    order.getJsonArray("parcels").getJsonObject(0).put("state", "dreaming");
    fake.always(200, order);
    Order read = order(MINE).await();
    assertThat(read.payment()).isEqualTo(Payment.UNKNOWN);
    assertThat(read.fulfilment()).isEqualTo(Fulfilment.UNKNOWN);
    assertThat(read.parcels().getFirst().state()).isEqualTo(Order.ParcelState.UNKNOWN);
  }

  @Test
  void aPageOfAProxyIsNoWordAboutTheOrder() {
    fake.always(request -> FakeShop.answer(request, 404, "<html>no such page</html>"));
    assertThat(failure(order(MINE))).isInstanceOf(ShopFailure.BadReply.class);
  }

  @Test
  void anEndlessReplyIsGivenUp() {
    fake.always(request -> FakeShop.answer(request, 200, " ".repeat(65 * 1024)));
    assertThat(failure(order(MINE))).isInstanceOf(ShopFailure.BadReply.class);
  }

  @Test
  void aWrongKeyIsTheOperatorsMatter() {
    fake.always(401, FakeShop.problem("who are you"));
    assertThat(failure(order(MINE))).isInstanceOf(ShopFailure.CredentialRejected.class);
    assertThat(fake.asked).hasSize(1);
  }

  @Test
  void anAnonymousVisitorMustSignInAndTheShopIsNotAsked() {
    Customer visitor = new Customer("demo", "anon-1", "", "");
    assertThat(failure(shop.recentOrders(visitor, 5)))
        .isInstanceOf(ShopFailure.NeedsIdentity.class);
    assertThat(fake.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a/b", "a b", "", "?limit=1000"})
  void whatCannotBeANumberIsNotAskedFor(String number) {
    assertThat(failure(order(number))).isInstanceOf(ShopFailure.NotFound.class);
    assertThat(fake.asked).isEmpty();
  }

  @Test
  void aFailedReadIsTriedOnceMore() {
    fake.then(500, new JsonObject()).then(200, FakeShop.order(MINE, "mei"));
    assertThat(order(MINE).await().number()).isEqualTo(MINE);
    assertThat(fake.asked).hasSize(2);
  }

  @Test
  void aReadThatFailsTwiceHasFailed() {
    fake.always(503, new JsonObject());
    assertThat(failure(order(MINE))).isInstanceOf(ShopFailure.Unavailable.class);
    assertThat(fake.asked).hasSize(2);
  }

  @Test
  void aShopThatAsksForAPauseOfSecondsBeyondTheDeadlineIsNotAskedAgain() {
    fake.always(
        request -> {
          request.response().putHeader("Retry-After", "120");
          FakeShop.answer(request, 429, "{}");
        });
    assertThat(failure(order(MINE)))
        .isInstanceOfSatisfying(
            ShopFailure.Limited.class,
            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofMinutes(2)));
    assertThat(fake.asked).hasSize(1);
  }

  @Test
  void aSilentShopIsGivenUpWithinTheDeadline() {
    config = Configs.shop(fake.url(), Duration.ofMillis(50), Duration.ofMillis(80), 8, 64, 5, 10);
    fake.always(request -> {});
    assertThat(failure(order(MINE))).isInstanceOf(ShopFailure.Unavailable.class);
    assertThat(fake.asked.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void aShopThatStallsInTheMiddleOfItsReplyIsGivenUp() {
    config = Configs.shop(fake.url(), Duration.ofMillis(50), Duration.ofMillis(80), 8, 64, 5, 10);
    fake.always(request -> request.response().setChunked(true).write("{\"number\":"));
    assertThat(failure(order(MINE))).isInstanceOf(ShopFailure.Unavailable.class);
  }

  @Test
  void noShopListeningIsUnavailable() {
    fake.close();
    assertThat(failure(order(MINE))).isInstanceOf(ShopFailure.Unavailable.class);
    fake = new FakeShop(vertx);
  }

  @Test
  void aFailingShopIsLeftAloneAndTriedAgainAfterAPause() {
    fake.always(500, new JsonObject());
    for (int i = 0; i < 3; i++) {
      failure(order(MINE));
    }
    assertThat(fake.asked).hasSize(5);
    assertThat(breaker()).isEqualTo(2);
    assertThat(failure(order(MINE))).isInstanceOf(ShopFailure.Unavailable.class);
    assertThat(fake.asked).hasSize(5);

    fake.always(200, FakeShop.order(MINE, "mei"));
    skipped.addAndGet(TimeUnit.SECONDS.toNanos(6));
    assertThat(order(MINE).await().number()).isEqualTo(MINE);
    assertThat(breaker()).isZero();
  }

  @Test
  void ordersThatAreNotThereDoNotCountAsFailures() {
    fake.always(404, FakeShop.problem("none"));
    for (int i = 0; i < 12; i++) {
      failure(order(MINE));
    }
    assertThat(breaker()).isZero();
  }

  @Test
  void callsBeyondTheBulkheadWaitAndBeyondTheLineFailAtOnce() {
    config = Configs.shop(fake.url(), Duration.ofSeconds(20), Duration.ofSeconds(40), 2, 3, 5, 10);
    Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    fake.always(held::add);
    List<Future<Order>> calls = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      calls.add(order("A-" + i));
    }
    Awaitility.await()
        .until(() -> held.size() == 2 && calls.stream().filter(Future::failed).count() == 2);
    assertThat(gauge("levee.storefront.in.flight")).isEqualTo(2);
    assertThat(gauge("levee.storefront.waiting")).isEqualTo(3);
    assertThat(calls.subList(5, 7)).allMatch(Future::failed);

    fake.always(HttpShopTest::answerItself);
    held.forEach(HttpShopTest::answerItself);
    for (Future<Order> call : calls.subList(0, 5)) {
      assertThat(call.await().number()).startsWith("A-");
    }
    Awaitility.await().until(() -> gauge("levee.storefront.in.flight") == 0);
    assertThat(gauge("levee.storefront.waiting")).isZero();
  }

  @Test
  void anOrderIsRememberedForAWhileForItsOwnerOnly() {
    fake.always(200, FakeShop.order(MINE, "mei"));
    order(MINE).await();
    order(MINE).await();
    assertThat(fake.asked).hasSize(1);
    assertThat(failure(shop.order(new Customer("demo", "lin", "", ""), MINE)))
        .isInstanceOf(ShopFailure.NotFound.class);
    skipped.addAndGet(TimeUnit.SECONDS.toNanos(11));
    order(MINE).await();
    assertThat(fake.asked).hasSize(3);
  }

  @Test
  void aReturnIsWrittenUnderItsKey() {
    fake.then(200, FakeShop.order(MINE, "mei"))
        .then(
            request -> {
              assertThat(request.getHeader("Idempotency-Key")).isEqualTo("c:7");
              assertThat(request.getHeader("Authorization")).isEqualTo("Bearer shop-key");
              FakeShop.answer(request, 201, taken("mei", MINE, "c:7").encode());
            });
    assertThat(shop.requestReturn(MEI, back()).await()).isEqualTo(new ActionResult.Done("R-1"));
    assertThat(fake.asked).containsExactly("GET /api/orders/" + MINE, "POST /api/returns");
  }

  @Test
  void noReturnIsWrittenForSomebodyElsesOrder() {
    fake.always(200, FakeShop.order(MINE, "somebody-else"));
    assertThat(failure(shop.requestReturn(MEI, back()))).isInstanceOf(ShopFailure.NotFound.class);
    assertThat(fake.asked).noneMatch(asked -> asked.startsWith("POST"));
  }

  @Test
  void whatTheShopDeclinesIsRefusedWithItsReason() {
    fake.then(200, FakeShop.order(MINE, "mei"))
        .then(422, FakeShop.problem("15 days are over").put("refusal", "window-over"));
    assertThat(shop.requestReturn(MEI, back()).await())
        .isEqualTo(new ActionResult.Refused(Refusal.WINDOW_OVER, "15 days are over"));
  }

  @Test
  void whatTheShopWillDoLaterIsAccepted() {
    fake.then(200, FakeShop.order(MINE, "mei")).then(202, taken("mei", MINE, "c:7"));
    assertThat(shop.requestReturn(MEI, back()).await()).isEqualTo(new ActionResult.Accepted("R-1"));
  }

  @Test
  void aWriteWhoseAnswerWasLostIsLookedUpAndNotRepeated() {
    fake.then(200, FakeShop.order(MINE, "mei"))
        .then(fake::takesAndHangsUp)
        .then(
            200,
            FakeShop.order(MINE, "mei")
                .put("returns", new JsonArray().add(FakeShop.returned("R-9", "c:7"))));
    assertThat(shop.requestReturn(MEI, back()).await()).isEqualTo(new ActionResult.Done("R-9"));
    assertThat(fake.written).hasSize(1);
    assertThat(fake.asked).filteredOn(asked -> asked.startsWith("POST")).hasSize(1);
  }

  @Test
  void aWriteThatIsNotThereAfterALostAnswerMayBeRepeated() {
    fake.then(200, FakeShop.order(MINE, "mei"))
        .then(request -> FakeShop.answer(request, 502, "bad gateway"))
        .then(
            200,
            FakeShop.order(MINE, "mei")
                .put("returns", new JsonArray().add(FakeShop.returned("R-2", "another"))));
    assertThat(failure(shop.requestReturn(MEI, back())))
        .isInstanceOf(ShopFailure.Unavailable.class);
    assertThat(fake.asked).filteredOn(asked -> asked.startsWith("POST")).hasSize(1);
  }

  @Test
  void aConfirmationAboutAnotherOrderIsNotBelieved() {
    fake.then(200, FakeShop.order(MINE, "mei"))
        .then(201, taken("mei", "A-2", "c:7"))
        .then(200, FakeShop.order(MINE, "mei"));
    assertThat(failure(shop.requestReturn(MEI, back()))).isInstanceOf(ShopFailure.BadReply.class);
  }

  @Test
  void anOfferSaysWhatCanBeReturnedUntilWhenAndWhy() {
    fake.always(
        200,
        new JsonObject()
            .put("customerId", "mei")
            .put("orderNumber", MINE)
            .put(
                "lines",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("id", "l1")
                            .put("title", "T恤")
                            .put("pieces", 1)
                            .put("until", "2030-03-20T00:00:00Z")))
            .put(
                "reasons",
                new JsonArray().add(new JsonObject().put("code", "size").put("label", "尺码不合适"))));
    ReturnOffer offer = shop.returnOffer(MEI, MINE).await();
    assertThat(offer.lines()).extracting(ReturnOffer.Line::pieces).containsExactly(1);
    assertThat(offer.reasons()).extracting(ReturnOffer.Reason::code).containsExactly("size");
    assertThat(offer.refusal()).isEmpty();
  }

  @Test
  void withoutABackEndNothingIsOffered() {
    config = Configs.patient("");
    open("plain");
    assertThat(shop.supports()).isEmpty();
    assertThat(failure(shop.order(new Customer("plain", "mei", "", ""), MINE)))
        .isInstanceOf(ShopFailure.Unsupported.class);
  }

  @Test
  void aCustomerOfAnotherStorefrontIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> shop.order(new Customer("other", "mei", "", ""), MINE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Future<Order> order(String number) {
    return shop.order(MEI, number);
  }

  private static ReturnRequest back() {
    return new ReturnRequest("c:7", MINE, List.of(new Quantity("l1", 1)), "size");
  }

  private static JsonObject taken(String owner, String order, String key) {
    return new JsonObject()
        .put("customerId", owner)
        .put("orderNumber", order)
        .put("idempotencyKey", key)
        .put("returnNumber", "R-1");
  }

  private static JsonObject list(JsonObject... orders) {
    return new JsonObject().put("orders", new JsonArray(List.of(orders)));
  }

  private static void answerItself(HttpServerRequest request) {
    String number = request.path().substring(request.path().lastIndexOf('/') + 1);
    FakeShop.answer(request, 200, FakeShop.order(number, "mei").encode());
  }

  private static Throwable failure(Future<?> call) {
    try {
      call.await();
      throw new AssertionError("the call should have failed");
    } catch (ShopFailure failure) {
      return failure;
    }
  }

  private static ShopFailure.BadReply badReply(Future<?> call) {
    return (ShopFailure.BadReply) failure(call);
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  private int breaker() {
    return (int) gauge("levee.storefront.breaker");
  }
}
