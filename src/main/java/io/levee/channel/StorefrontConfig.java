package io.levee.channel;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One storefront: key {@code storefronts.<id>}. */
public record StorefrontConfig(
    @Setting(
            value = "",
            doc = "The publishable key that anonymous visitors' widgets carry, 8-128 characters.",
            live = true)
        String widgetKey,
    @Setting(
            value = "",
            doc = "The key of the shop's own server, 12-256 characters.",
            live = true,
            secret = true)
        String apiKey,
    @Setting(
            value = "",
            doc = "Visitor tokens are signed with it (HS256); at least 32 bytes.",
            live = true,
            secret = true)
        String tokenSecret,
    @Setting(
            value = "[]",
            doc =
                "Origins of the shop's pages, such as https://shop.example; 'self' is this"
                    + " gateway's own. A browser anywhere else is refused.",
            live = true)
        List<String> origins,
    @Setting(
            value = "720h",
            doc = "How long an anonymous visitor's token holds, 1m-8760h.",
            live = true)
        Duration visitorTokenLife,
    @Setting(
            value = "60",
            doc = "How many tokens one address may have minted in a minute, 1-1,000,000.",
            live = true)
        int tokensPerMinute)
    implements Section {
  private static final int SECRET_BYTES = 32;

  public StorefrontConfig {
    origins = List.copyOf(origins);
  }

  @Override
  public List<Fault> faults() {
    Faults faults =
        new Faults()
            .when(
                widgetKey.length() < 8 || widgetKey.length() > 128,
                "widgetKey",
                "has " + widgetKey.length() + " characters; give 8 to 128")
            .when(
                apiKey.length() < 12 || apiKey.length() > 256,
                "apiKey",
                "has " + apiKey.length() + " characters; give 12 to 256")
            .when(
                tokenSecret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES,
                "tokenSecret",
                "is shorter than 32 bytes; make one with: openssl rand -base64 48")
            .within(
                "visitorTokenLife", visitorTokenLife, Duration.ofMinutes(1), Duration.ofDays(365))
            .within("tokensPerMinute", tokensPerMinute, 1, 1_000_000);
    checkOrigins(faults, "origins", origins);
    return faults.list();
  }

  static void checkOrigins(Faults faults, String key, List<String> origins) {
    for (String origin : origins) {
      faults.when(
          !isOrigin(origin),
          key,
          "has '" + origin + "', which is no origin; give scheme://host[:port] or self");
    }
  }

  private static boolean isOrigin(String text) {
    if (text.equals("self")) {
      return true;
    }
    try {
      URI uri = URI.create(text);
      String plain = uri.getScheme() + "://" + uri.getRawAuthority();
      return uri.getHost() != null && uri.getUserInfo() == null && text.equals(plain);
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "StorefrontConfig[widgetKey=" + widgetKey + ", origins=" + origins + ", secrets hidden]";
  }
}
