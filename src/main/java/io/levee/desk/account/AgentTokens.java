package io.levee.desk.account;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Agents' tokens: JWTs (HS256). Issuer and audience keep them apart from visitors' tokens, even if
 * somebody signs both with one secret. The only key is for HS256, so no other algorithm is taken.
 */
final class AgentTokens {
  private static final String ISSUER = "levee";
  private static final String AUDIENCE = "levee-agent";

  /** A token and the moment until which it holds. */
  record Issued(String token, Instant expires) {}

  /**
   * Whom a token was issued to.
   *
   * @param generation of the account then
   * @param until the token holds
   */
  record Bearer(String user, int generation, Instant until) {}

  private final JWTAuth jwt;
  private final Clock clock;

  AgentTokens(Vertx vertx, String secret, Clock clock) {
    this.clock = clock;
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret))
                .setJWTOptions(
                    new JWTOptions()
                        .setIssuer(ISSUER)
                        .addAudience(AUDIENCE)
                        // Judged below, by the clock that was given.
                        .setIgnoreExpiration(true)));
  }

  Issued issue(Account account, Duration life) {
    Instant expires = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
    JsonObject claims =
        new JsonObject()
            .put("sub", account.user())
            .put("gen", account.generation())
            .put("exp", expires.getEpochSecond());
    JWTOptions options =
        new JWTOptions().setAlgorithm("HS256").setIssuer(ISSUER).addAudience(AUDIENCE);
    return new Issued(jwt.generateToken(claims, options), expires);
  }

  /** Completes with whom it was issued to; empty when it is forged, another's or too old. */
  Future<Optional<Bearer>> bearer(String token) {
    return jwt.authenticate(new TokenCredentials(token))
        .map(holder -> bearer(holder.attributes().getJsonObject("accessToken")))
        .otherwise(Optional.empty());
  }

  private Optional<Bearer> bearer(JsonObject claims) {
    Long expires = claims.getLong("exp");
    String user = claims.getString("sub");
    boolean holds = expires != null && expires > clock.instant().getEpochSecond() && user != null;
    return holds
        ? Optional.of(new Bearer(user, claims.getInteger("gen", 0), Instant.ofEpochSecond(expires)))
        : Optional.<Bearer>empty();
  }
}
