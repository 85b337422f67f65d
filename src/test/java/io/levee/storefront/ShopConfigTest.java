package io.levee.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.settings.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShopConfigTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "demo", "https://shop.example/levee", "http://127.0.0.1:9000"})
  void takesAnAddressTheDemoShopOrNothing(String url) {
    assertThat(Configs.patient(url).faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shop.example", "ftp://shop.example", "https://u:p@shop.example", "http:"})
  void refusesWhatIsNoAddress(String url) {
    assertThat(Configs.patient(url).faults()).extracting(Fault::key).containsExactly("url");
  }

  @Test
  void reportsEveryFaultAtOnce() {
    ShopConfig config =
        Configs.shop("demo", Duration.ofSeconds(9), Duration.ofSeconds(4), 0, -1, 11, 10);
    assertThat(config.faults())
        .extracting(Fault::key)
        .containsExactly("readAttempt", "maxInFlight", "maxWaiting", "breakerFailures");
  }

  @Test
  void neverPrintsItsKey() {
    assertThat(Configs.patient("https://shop.example").toString()).doesNotContain("shop-key");
  }
}
