package io.levee.app;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Makes visitors' tokens as the shop's own server would. */
final class VisitorTokens {
  private static final String ALGORITHM = "HS256";

  private VisitorTokens() {}

  /**
   * @return the token of a customer id
   */
  static UnaryOperator<String> of(Vertx vertx, String storefront, String secret, Instant expires) {
    JWTAuth jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(secret)));
    return customer ->
        jwt.generateToken(
            new JsonObject()
                .put("sub", customer)
                .put("sf", storefront)
                .put("exp", expires.getEpochSecond()),
            new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true));
  }
}
