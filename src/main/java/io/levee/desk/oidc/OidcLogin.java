package io.levee.desk.oidc;

import io.levee.channel.agent.AgentDesk.Login;
import io.levee.desk.AgentAccount;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets agents in who signed in at the company's own login: the authorization code flow with PKCE
 * (<a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">OpenID Connect
 * Core, 3.1</a>). They come back to the workspace with a refresh token in the address's fragment,
 * which no server sees and which the page uses up at once.
 */
public final class OidcLogin {
  private static final Logger log = LoggerFactory.getLogger(OidcLogin.class);
  private static final String COOKIE = "levee_oidc";
  private static final String HOME = "/v1/agent/oidc";
  private static final String PAGE = "/agent";

  /** Makes an account of somebody, or brings it up to date. Safe from any event loop. */
  public interface Door {
    /** Completes with a login; empty when the account is disabled. */
    Future<Optional<Login>> enter(String user, AgentAccount card);
  }

  private final Supplier<OidcConfig> config;
  private final Provider provider;
  private final Pass.Office passes;
  private final Door door;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param config of what is not live, the first is used
   * @param secret what passes are signed with
   */
  public OidcLogin(
      Vertx vertx, Supplier<OidcConfig> config, String secret, Door door, Clock clock) {
    this.config = config;
    this.provider = new Provider(vertx, config.get(), clock);
    this.passes = new Pass.Office(vertx, secret, clock);
    this.door = door;
  }

  /** Adds its paths; when nobody signs in this way, only the one that says so. */
  public void mount(Router router) {
    router.get(HOME).handler(this::about);
    if (config.get().on()) {
      router.get(HOME + "/login").handler(this::leave);
      router.get(HOME + "/callback").handler(this::comeBack);
    }
  }

  private void about(RoutingContext context) {
    context.response().putHeader("Cache-Control", "no-store");
    JsonObject about = new JsonObject();
    context.json(config.get().on() ? about.put("label", config.get().label()) : about);
  }

  private void leave(RoutingContext context) {
    Pass pass = Pass.random(random);
    provider
        .address(pass)
        .onSuccess(
            address -> {
              context.response().addCookie(cookie(passes.sign(pass), Pass.LIFE_SECONDS));
              go(context, address);
            })
        .onFailure(down -> refuse(context, "down", down.getMessage()));
  }

  private void comeBack(RoutingContext context) {
    Cookie cookie = context.request().getCookie(COOKIE);
    String state = context.request().getParam("state");
    String code = context.request().getParam("code");
    context.response().addCookie(cookie("", 0));
    if (cookie == null || state == null || code == null) {
      refuse(context, "sso", "the provider said " + context.request().getParam("error"));
      return;
    }
    passes
        .read(cookie.getValue())
        .compose(
            pass ->
                pass.filter(p -> p.state().equals(state))
                    .map(p -> provider.claims(code, p))
                    .orElse(Future.succeededFuture(Optional.empty())))
        .onSuccess(claims -> enter(context, claims))
        .onFailure(broken -> refuse(context, "sso", broken.getMessage()));
  }

  private void enter(RoutingContext context, Optional<JsonObject> claims) {
    Optional<Membership.Member> member = claims.flatMap(c -> Membership.of(c, config.get()));
    if (member.isEmpty()) {
      refuse(
          context,
          claims.isPresent() ? "role" : "sso",
          claims.isPresent() ? "no role follows from the claims" : "the answer does not hold");
      return;
    }
    door.enter(member.get().user(), member.get().card())
        .onSuccess(
            login ->
                login.ifPresentOrElse(
                    granted -> go(context, PAGE + "#refresh=" + granted.refreshToken()),
                    () -> refuse(context, "role", "the account is disabled")))
        .onFailure(down -> refuse(context, "down", down.getMessage()));
  }

  private static void refuse(RoutingContext context, String why, String detail) {
    log.atWarn().addKeyValue("why", detail).log("A login through the provider was refused");
    go(context, PAGE + "#refused=" + why);
  }

  private static void go(RoutingContext context, String where) {
    context
        .response()
        .setStatusCode(302)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Location", where)
        .end();
  }

  private Cookie cookie(String value, long seconds) {
    return Cookie.cookie(COOKIE, value)
        .setPath(HOME)
        .setHttpOnly(true)
        .setSecure(config.get().redirectUri().startsWith("https:"))
        // The way back is a navigation that another site began.
        .setSameSite(CookieSameSite.LAX)
        .setMaxAge(seconds);
  }
}
