package io.levee.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Visitors' tokens, as the shop's own server would make them (RFC 7519, HS256). */
final class Tokens {
  static final String SECRET = "a-secret-of-the-bench-and-of-nobody-else";
  private static final long LIFE_SECONDS = 86_400;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Tokens() {}

  /**
   * @param tier empty: none
   */
  static String of(String customer, String tier) {
    long expires = System.currentTimeMillis() / 1000 + LIFE_SECONDS;
    String claims =
        "{\"sub\":\""
            + customer
            + "\",\"sf\":\"demo\",\"exp\":"
            + expires
            + ",\"tier\":\""
            + tier
            + "\"}";
    String signed = text("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + '.' + text(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return signed + '.' + BASE64.encodeToString(mac.doFinal(Talk.bytes(signed)));
    } catch (GeneralSecurityException notInThisJdk) {
      throw new IllegalStateException(notInThisJdk);
    }
  }

  private static String text(String json) {
    return BASE64.encodeToString(Talk.bytes(json));
  }
}
