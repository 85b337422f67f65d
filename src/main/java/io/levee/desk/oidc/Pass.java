package io.levee.desk.oidc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser carries from the way out to the way back, signed: so that any gateway may receive
 * it, and a code that somebody else was given is of no use (state, nonce and PKCE: <a
 * href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1">RFC 9700, 2.1.1</a>).
 *
 * @param verifier whose hash the provider was told
 */
record Pass(String state, String nonce, String verifier) {
  static final int LIFE_SECONDS = 600;
  private static final String AUDIENCE = "levee-oidc";
  private static final int BYTES = 32;

  static Pass random(SecureRandom random) {
    return new Pass(text(random), text(random), text(random));
  }

  private static String text(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return base64(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4.2">S256</a>. */
  String challenge() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return base64(sha.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Signs and reads passes. */
  static final class Office {
    private final JWTAuth jwt;
    private final Clock clock;

    Office(Vertx vertx, String secret, Clock clock) {
      this.clock = clock;
      this.jwt =
          JWTAuth.create(
              vertx,
              new JWTAuthOptions()
                  .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret))
                  .setJWTOptions(new JWTOptions().addAudience(AUDIENCE).setIgnoreExpiration(true)));
    }

    String sign(Pass pass) {
      return jwt.generateToken(
          new JsonObject()
              .put("state", pass.state)
              .put("nonce", pass.nonce)
              .put("verifier", pass.verifier)
              .put("exp", clock.instant().getEpochSecond() + LIFE_SECONDS),
          new JWTOptions().setAlgorithm("HS256").addAudience(AUDIENCE));
    }

    Future<Optional<Pass>> read(String signed) {
      return jwt.authenticate(new TokenCredentials(signed))
          .map(holder -> pass(holder.attributes().getJsonObject("accessToken")))
          .otherwise(Optional.empty());
    }

    private Optional<Pass> pass(JsonObject claims) {
      return claims.getLong("exp", 0L) > clock.instant().getEpochSecond()
          ? Optional.of(
              new Pass(
                  claims.getString("state"),
                  claims.getString("nonce"),
                  claims.getString("verifier")))
          : Optional.empty();
    }
  }
}
