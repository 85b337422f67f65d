package io.levee.channel.shopper;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.levee.channel.wire.ChannelMetrics;
import io.levee.channel.wire.Json;
import io.levee.channel.wire.Storefronts;
import io.levee.channel.wire.Storefronts.Storefront;
import io.levee.conversation.Customer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Visitor tokens: JWTs (<a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>) signed with
 * HS256 and the storefront's secret. Any other algorithm is refused, {@code none} too. One per
 * node; safe from any thread.
 */
final class Tokens {
  private static final int LONGEST = 2_048;
  private static final int LONGEST_NAME = 64;
  private static final String ALGORITHM = "HS256";

  private final Vertx vertx;
  private final Storefronts storefronts;
  private final Clock clock;
  private final Cache<String, Caller.Visitor> verified;
  private final Map<String, Signer> signers = new ConcurrentHashMap<>();

  private record Signer(String secret, JWTAuth auth) {}

  /** A new token. */
  record Minted(String token, String customerId, Instant expiresAt) {}

  Tokens(Vertx vertx, Storefronts storefronts, int cached, ChannelMetrics metrics, Clock clock) {
    this.vertx = vertx;
    this.storefronts = storefronts;
    this.clock = clock;
    this.verified = Caffeine.newBuilder().maximumSize(cached).build();
    metrics.gauge("levee.channel.tokens.cached", verified::estimatedSize);
  }

  /** Who the token speaks for; empty when it does not hold. */
  Optional<Caller.Visitor> verify(String token) {
    if (token == null || token.length() > LONGEST) {
      return Optional.empty();
    }
    Caller.Visitor known = verified.getIfPresent(token);
    if (known != null && isCurrent(known)) {
      return Optional.of(known).filter(v -> v.expiresAt().isAfter(clock.instant()));
    }
    Optional<Caller.Visitor> visitor = read(token);
    visitor.ifPresent(v -> verified.put(token, v));
    return visitor;
  }

  /** Whether its storefront is still configured as it was. */
  private boolean isCurrent(Caller.Visitor known) {
    return storefronts.byId(known.storefront().id()).filter(known.storefront()::equals).isPresent();
  }

  /** The storefront is read from the token first, unverified, only to know whose secret it is. */
  private Optional<Caller.Visitor> read(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    JsonNode claims;
    try {
      claims = Json.object(Buffer.buffer(Base64.getUrlDecoder().decode(parts[1])));
    } catch (Json.Malformed | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
    return storefronts
        .byId(claims.path("sf").asText(""))
        .filter(storefront -> isSignedBy(storefront, token))
        .flatMap(storefront -> visitor(storefront, claims));
  }

  private boolean isSignedBy(Storefront storefront, String token) {
    // Verifying is arithmetic on the caller's thread: the future is complete on return.
    Future<User> user = signer(storefront).authenticate(new TokenCredentials(token));
    return user.succeeded();
  }

  private Optional<Caller.Visitor> visitor(Storefront storefront, JsonNode claims) {
    Instant now = clock.instant();
    JsonNode exp = claims.path("exp");
    JsonNode nbf = claims.path("nbf");
    JsonNode sub = claims.path("sub");
    if (!exp.isNumber()
        || exp.doubleValue() <= now.toEpochMilli() / 1000.0
        || (nbf.isNumber() && nbf.doubleValue() > now.getEpochSecond())
        || !sub.isTextual()
        || CustomerIds.fault(sub.textValue()) != null) {
      return Optional.empty();
    }
    long until = Math.min(exp.longValue(), now.getEpochSecond() + Integer.MAX_VALUE);
    Customer customer =
        new Customer(
            storefront.id(), sub.textValue(), brief(claims, "name"), brief(claims, "tier"));
    return Optional.of(new Caller.Visitor(storefront, customer, Instant.ofEpochSecond(until)));
  }

  /** The shop's word, cut where it is absurdly long: a name shall not keep anybody out. */
  private static String brief(JsonNode claims, String claim) {
    String text = claims.path(claim).asText("").strip();
    boolean fits = text.codePointCount(0, text.length()) <= LONGEST_NAME;
    return fits ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME));
  }

  /** A token for a new anonymous visitor. */
  Minted mint(Storefront storefront) {
    return sign(storefront, CustomerIds.ANONYMOUS + UUID.randomUUID());
  }

  /** A fresh token for a visitor whose old one still holds. */
  Minted renew(Caller.Visitor visitor) {
    return sign(visitor.storefront(), visitor.customer().id());
  }

  private Minted sign(Storefront storefront, String customerId) {
    Instant now = clock.instant();
    long until = now.plus(storefront.config().visitorTokenLife()).getEpochSecond();
    JsonObject claims =
        new JsonObject()
            .put("sub", customerId)
            .put("sf", storefront.id())
            .put("iat", now.getEpochSecond())
            .put("exp", until);
    String token =
        signer(storefront)
            .generateToken(claims, new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true));
    return new Minted(token, customerId, Instant.ofEpochSecond(until));
  }

  private JWTAuth signer(Storefront storefront) {
    String secret = storefront.config().tokenSecret();
    return signers
        .compute(
            storefront.id(),
            (id, known) ->
                known != null && known.secret().equals(secret)
                    ? known
                    : new Signer(secret, auth(secret)))
        .auth();
  }

  /** Times are checked here, by our own clock. */
  private JWTAuth auth(String secret) {
    return JWTAuth.create(
        vertx,
        new JWTAuthOptions()
            .setJWTOptions(new JWTOptions().setAlgorithm(ALGORITHM).setIgnoreExpiration(true))
            .addPubSecKey(new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(secret)));
  }
}
