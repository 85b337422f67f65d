package io.levee.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.settings.Fault;
import io.levee.settings.Setting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChannelConfigTest {

  private static StorefrontConfig storefront(String secret, String... origins) {
    return new StorefrontConfig(
        "demo-widget", "demo-api-key", secret, List.of(origins), Duration.ofHours(1), 60);
  }

  @Test
  void defaultsAreValid() {
    assertThat(HttpConfig.defaults().faults()).isEmpty();
    assertThat(SocketConfig.defaults().faults()).isEmpty();
  }

  @Test
  void defaultsAreThoseThatAreDocumented() throws Exception {
    for (var component : HttpConfig.class.getRecordComponents()) {
      Object value = component.getAccessor().invoke(HttpConfig.defaults());
      if (value instanceof Integer number) {
        String documented = component.getAnnotation(Setting.class).value();
        assertThat(documented).as(component.getName()).isEqualTo(number.toString());
      }
    }
  }

  @Test
  void reportsEveryFaultOfAStorefrontAtOnce() {
    StorefrontConfig config =
        new StorefrontConfig("w", "k", "short", List.of("shop.example"), Duration.ZERO, 0);
    assertThat(config.faults())
        .extracting(Fault::key)
        .containsExactlyInAnyOrder(
            "widgetKey", "apiKey", "tokenSecret", "visitorTokenLife", "tokensPerMinute", "origins");
  }

  @Test
  void tellsOriginsFromWhatLooksLikeThem() {
    String secret = "0123456789abcdef0123456789abcdef";
    assertThat(storefront(secret, "https://shop.example", "http://localhost:3000", "self").faults())
        .isEmpty();
    assertThat(storefront(secret, "https://shop.example/", "*", "https://a@b.example").faults())
        .hasSize(3);
  }

  @Test
  void neverPrintsSecrets() {
    assertThat(storefront("0123456789abcdef0123456789abcdef").toString())
        .doesNotContain("0123456789abcdef", "demo-api-key");
  }
}
