package io.levee.desk.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.channel.agent.AgentDesk.Login;
import io.levee.desk.AgentAccount;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in through a provider, from the button to the refresh token, in a browser's place. */
final class OidcLoginIT {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private SmallProvider provider;
  private HttpServer gateway;
  private OidcConfig config;
  private volatile String entered;
  private volatile AgentAccount card;
  private volatile boolean disabled;

  @BeforeEach
  void opens() throws Exception {
    provider = new SmallProvider(vertx);
    provider.who =
        new JsonObject()
            .put("preferred_username", "dora")
            .put("name", "Dora D.")
            .put("groups", new JsonArray().add("staff").add("leads").add("de"));
    Router router = Router.router(vertx);
    gateway =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    config = config("http://127.0.0.1:" + gateway.actualPort());
    new OidcLogin(
            vertx,
            () -> config,
            "a secret for tests that is long enough",
            this::enter,
            Clock.systemUTC())
        .mount(router);
  }

  @AfterEach
  void closes() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private Future<Optional<Login>> enter(String user, AgentAccount said) {
    entered = user;
    card = said;
    return Future.succeededFuture(
        disabled
            ? Optional.empty()
            : Optional.of(new Login("token", Instant.MAX, "refresh-me", Instant.MAX)));
  }

  private OidcConfig config(String url) {
    return new OidcConfig(
        provider.issuer(),
        SmallProvider.CLIENT,
        SmallProvider.SECRET,
        url + "/v1/agent/oidc/callback",
        List.of("openid", "profile"),
        "SSO",
        "preferred_username",
        "name",
        "groups",
        Map.of("staff", "agent", "leads", "supervisor"),
        "",
        "groups",
        Map.of("de", "german"),
        List.of("general"),
        4,
        "shop");
  }

  @Test
  void whoSignsInAtTheProviderIsLetInWithTheRoleAndSkillsOfTheirClaims() throws Exception {
    assertThat(signIn()).isEqualTo("/agent#refresh=refresh-me");

    assertThat(entered).isEqualTo("dora");
    assertThat(card)
        .isEqualTo(new AgentAccount("Dora D.", "", List.of("german"), "supervisor", 4, "shop"));
  }

  @Test
  void whoHasNoRoleOrIsDisabledIsNotLetIn() throws Exception {
    provider.who = new JsonObject().put("preferred_username", "eve");
    assertThat(signIn()).isEqualTo("/agent#refused=role");
    assertThat(entered).isNull();

    provider.who = new JsonObject().put("preferred_username", "eve").put("groups", "staff");
    disabled = true;
    assertThat(signIn()).isEqualTo("/agent#refused=role");
  }

  @Test
  void anAnswerThatIsForgedOldOrForSomebodyElseIsRefused() throws Exception {
    List<UnaryOperator<JsonObject>> wrong =
        List.of(
            claims -> claims.put("aud", "another"),
            claims -> claims.put("iss", "https://evil.example"),
            claims -> claims.put("nonce", "another"),
            claims -> claims.put("exp", 1));
    for (UnaryOperator<JsonObject> tampering : wrong) {
      provider.tampering = tampering;
      assertThat(signIn()).isEqualTo("/agent#refused=sso");
    }
    provider.tampering = claims -> claims;
    provider.signer = SmallProvider.pair();
    assertThat(signIn()).as("signed by another key").isEqualTo("/agent#refused=sso");
    assertThat(entered).isNull();
  }

  @Test
  void aCodeThatSomebodyElseBroughtIsOfNoUse() throws Exception {
    String back = get(get(login()));
    HttpClient another = HttpClient.newHttpClient();

    assertThat(get(another, back)).isEqualTo("/agent#refused=sso");
    get(login());
    assertThat(get(back)).as("of another login").isEqualTo("/agent#refused=sso");
    assertThat(entered).isNull();
  }

  @Test
  void saysWhatTheButtonSays() throws Exception {
    String url = "http://127.0.0.1:" + gateway.actualPort() + "/v1/agent/oidc";
    HttpResponse<String> about =
        browser.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(about.body()).isEqualTo("{\"label\":\"SSO\"}");
  }

  private String login() {
    return "http://127.0.0.1:" + gateway.actualPort() + "/v1/agent/oidc/login";
  }

  /** From the button to where the browser ends up. */
  private String signIn() throws Exception {
    return get(get(get(login())));
  }

  private String get(String url) throws Exception {
    return get(browser, url);
  }

  /** Where it leads. */
  private static String get(HttpClient client, String url) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(url + ": " + answer.body()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
