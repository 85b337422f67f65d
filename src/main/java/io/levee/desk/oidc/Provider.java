package io.levee.desk.oidc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The company's login. It is asked for its addresses and keys when somebody first signs in, and
 * again while that did not work: the gateway starts without it. Safe from any event loop.
 */
final class Provider {
  private static final int PATIENCE_MILLIS = 5_000;

  private final Vertx vertx;
  private final OidcConfig config;
  private final Clock clock;
  private final AtomicReference<Future<OAuth2Auth>> found = new AtomicReference<>();

  Provider(Vertx vertx, OidcConfig config, Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
  }

  /** Where to send a browser. */
  Future<String> address(Pass pass) {
    return provider()
        .map(
            auth ->
                auth.authorizeURL(
                    new OAuth2AuthorizationURL()
                        .setRedirectUri(config.redirectUri())
                        .setScopes(config.scopes())
                        .setState(pass.state())
                        .setCodeChallenge(pass.challenge())
                        .setCodeChallengeMethod("S256")
                        .putAdditionalParameter("nonce", pass.nonce())));
  }

  /** What the id token says, once it has proved to be meant for us and for this pass. */
  Future<Optional<JsonObject>> claims(String code, Pass pass) {
    return provider()
        .compose(
            auth ->
                auth.authenticate(
                    new Oauth2Credentials()
                        .setFlow(OAuth2FlowType.AUTH_CODE)
                        .setCode(code)
                        .setCodeVerifier(pass.verifier())
                        .setRedirectUri(config.redirectUri())))
        .map(user -> checked(user, pass));
  }

  /**
   * The library has checked signature, audience and issuer; what it did not accept is not there.
   */
  private Optional<JsonObject> checked(User user, Pass pass) {
    JsonObject claims = user.attributes().getJsonObject("idToken");
    boolean holds =
        claims != null
            && pass.nonce().equals(claims.getString("nonce"))
            && config.issuer().equals(claims.getString("iss"))
            && claims.containsKey("aud")
            && claims.getLong("exp", 0L) > clock.instant().getEpochSecond();
    return holds ? Optional.of(claims) : Optional.empty();
  }

  private Future<OAuth2Auth> provider() {
    Future<OAuth2Auth> known = found.get();
    if (known != null && !known.failed()) {
      return known;
    }
    Future<OAuth2Auth> asked = OpenIDConnectAuth.discover(vertx, options()).map(this::renewing);
    return found.compareAndSet(known, asked) ? asked : found.get();
  }

  /** Signed with a key that is not known: it was changed, and is fetched for the next login. */
  private OAuth2Auth renewing(OAuth2Auth auth) {
    return auth.missingKeyHandler(kid -> auth.jWKSet());
  }

  private OAuth2Options options() {
    OAuth2Options options =
        new OAuth2Options()
            .setSite(config.issuer())
            .setClientId(config.clientId())
            .setHttpClientOptions(
                new HttpClientOptions()
                    .setConnectTimeout(PATIENCE_MILLIS)
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setIdleTimeout(PATIENCE_MILLIS));
    return config.clientSecret().isEmpty()
        ? options
        : options.setClientSecret(config.clientSecret());
  }
}
