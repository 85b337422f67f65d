package io.levee.app;

import io.levee.app.config.Storefront;
import io.levee.demoshop.TokenSigner;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Visitor tokens as the demo shop's server makes them. Only for storefronts whose back end is the
 * demo shop: it lets anybody in, and must not do so where customers are real.
 */
record DemoTokens(Vertx vertx, Supplier<Map<String, Storefront>> storefronts)
    implements TokenSigner {
  private static final String ALGORITHM = "HS256";

  @Override
  public Optional<String> sign(String widgetKey, String customer, String name, Instant expires) {
    return storefronts.get().entrySet().stream()
        .filter(entry -> entry.getValue().shop().demo())
        .filter(entry -> entry.getValue().door().widgetKey().equals(widgetKey))
        .findFirst()
        .map(
            entry ->
                signed(
                    entry.getValue().door().tokenSecret(),
                    new JsonObject()
                        .put("sub", customer)
                        .put("sf", entry.getKey())
                        .put("name", name)
                        .put("exp", expires.getEpochSecond())));
  }

  private String signed(String secret, JsonObject claims) {
    JWTAuthOptions key =
        new JWTAuthOptions()
            .addPubSecKey(new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(secret));
    return JWTAuth.create(vertx, key)
        .generateToken(claims, new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true));
  }
}
