package io.levee.replay;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A visitor token as a shop's own server would mint it: a JWT with HS256 (<a
 * href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>).
 */
public final class VisitorToken {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private VisitorToken() {}

  static String sign(String tokenSecret, String storefront, String customer, Instant expires) {
    return sign(tokenSecret, storefront, customer, "", expires);
  }

  /**
   * @param tier such as {@code vip}; empty: none
   */
  public static String sign(
      String tokenSecret, String storefront, String customer, String tier, Instant expires) {
    JsonObject claims =
        new JsonObject()
            .put("sub", customer)
            .put("sf", storefront)
            .put("exp", expires.getEpochSecond());
    if (!tier.isEmpty()) {
      claims.put("tier", tier);
    }
    String signed = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + '.' + part(claims.encode());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(tokenSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + '.' + BASE64.encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
