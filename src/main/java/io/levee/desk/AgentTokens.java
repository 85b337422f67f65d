package io.levee.desk;

import io.levee.channel.agent.AgentDesk.Login;
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

  Login issue(String user, Duration life) {
    Instant expires = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
    JsonObject claims = new JsonObject().put("sub", user).put("exp", expires.getEpochSecond());
    JWTOptions options =
        new JWTOptions().setAlgorithm("HS256").setIssuer(ISSUER).addAudience(AUDIENCE);
    return new Login(jwt.generateToken(claims, options), expires);
  }

  /** Completes with the user it was issued to; empty when it is forged, another's or too old. */
  Future<Optional<String>> user(String token) {
    return jwt.authenticate(new TokenCredentials(token))
        .map(
            holder -> {
              JsonObject claims = holder.attributes().getJsonObject("accessToken");
              Long expires = claims.getLong("exp");
              boolean holds = expires != null && expires > clock.instant().getEpochSecond();
              return holds
                  ? Optional.ofNullable(claims.getString("sub"))
                  : Optional.<String>empty();
            })
        .otherwise(Optional.empty());
  }
}
