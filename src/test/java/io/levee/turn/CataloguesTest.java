package io.levee.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.storefront.Product;
import io.levee.storefront.ShopFailure;
import io.levee.understanding.slots.Slot;
import io.levee.understanding.slots.SlotContext;
import io.levee.understanding.slots.Slots;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CataloguesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final FakeShop shop = new FakeShop();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Catalogues catalogues =
      new Catalogues(
          vertx, storefront -> shop, storefront -> MINUTE, new SimpleMeterRegistry(), now::get);

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void theShopIsAskedOnceAndAgainWhenTheListIsOld() {
    shop.products = Future.succeededFuture(List.of(new Product("U-1", List.of("雨伞"))));
    await().until(() -> found("我的雨伞").equals(List.of("U-1")));
    assertThat(found("u-1到了吗")).containsExactly("U-1");
    assertThat(shop.productsAsked).hasValue(1);

    shop.products = Future.succeededFuture(List.of(new Product("H-1", List.of("帽子"))));
    now.addAndGet(MINUTE.toNanos());
    await().until(() -> found("我的帽子").equals(List.of("H-1")));
    assertThat(found("我的雨伞")).isEmpty();
    assertThat(shop.productsAsked).hasValue(2);
  }

  @Test
  void whatWasKnownServesWhileTheShopIsSilent() {
    shop.products = Future.succeededFuture(List.of(new Product("U-1", List.of("雨伞"))));
    await().until(() -> found("我的雨伞").equals(List.of("U-1")));

    shop.products = Future.failedFuture(new ShopFailure.Unavailable("it is down"));
    now.addAndGet(MINUTE.toNanos());
    await()
        .until(
            () -> {
              assertThat(found("我的雨伞")).containsExactly("U-1");
              return shop.productsAsked.get() == 2;
            });
    assertThat(found("我的雨伞")).containsExactly("U-1");
  }

  private List<String> found(String text) {
    return Slots.find(text, SlotContext.on(LocalDate.EPOCH).withCatalogue(catalogues.apply("demo")))
        .stream()
        .map(Slot::value)
        .toList();
  }
}
