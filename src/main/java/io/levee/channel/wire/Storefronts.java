package io.levee.channel.wire;

import io.levee.channel.StorefrontConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds storefronts by what a request carries. Follows the configuration; safe from any thread. */
public final class Storefronts {

  /** One of them. */
  public record Storefront(String id, StorefrontConfig config) {}

  /** Keys are looked up by digest, so that how long a look-up takes tells nothing about the key. */
  private record Index(
      Map<String, StorefrontConfig> source,
      Map<String, Storefront> byId,
      Map<String, Storefront> byApiKey,
      Map<String, Storefront> byWidgetKey) {}

  private final Supplier<Map<String, StorefrontConfig>> source;
  private volatile Index index;

  public Storefronts(Supplier<Map<String, StorefrontConfig>> source) {
    this.source = source;
    this.index = index(source.get());
  }

  public Optional<Storefront> byId(String id) {
    return Optional.ofNullable(now().byId().get(id));
  }

  public Optional<Storefront> byApiKey(String key) {
    return Optional.ofNullable(now().byApiKey().get(digest(key)));
  }

  public Optional<Storefront> byWidgetKey(String key) {
    return Optional.ofNullable(now().byWidgetKey().get(key));
  }

  /** Whether any storefront's pages are served from there. */
  boolean anyListens(String origin, String host) {
    for (Storefront storefront : now().byId().values()) {
      if (allows(storefront.config().origins(), origin, host)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param origin the {@code Origin} header; null when there is none, which is allowed
   * @param host the {@code Host} header: what {@code self} stands for
   */
  public static boolean allows(List<String> origins, String origin, String host) {
    if (origin == null || origins.contains(origin)) {
      return true;
    }
    return host != null
        && origins.contains("self")
        && (origin.equals("http://" + host) || origin.equals("https://" + host));
  }

  private Index now() {
    Map<String, StorefrontConfig> current = source.get();
    Index known = index;
    if (known.source() != current) {
      known = index(current);
      index = known;
    }
    return known;
  }

  private static Index index(Map<String, StorefrontConfig> source) {
    Map<String, Storefront> byId = new HashMap<>();
    Map<String, Storefront> byApiKey = new HashMap<>();
    Map<String, Storefront> byWidgetKey = new HashMap<>();
    source.forEach(
        (id, config) -> {
          Storefront storefront = new Storefront(id, config);
          byId.put(id, storefront);
          byApiKey.put(digest(config.apiKey()), storefront);
          byWidgetKey.put(config.widgetKey(), storefront);
        });
    return new Index(source, byId, byApiKey, byWidgetKey);
  }

  private static String digest(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
