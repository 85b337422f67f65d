package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.TestPostgres;
import io.levee.TestRedis;
import io.levee.app.config.Config;
import io.levee.app.config.Sources;
import io.levee.desk.oidc.SmallProvider;
import io.levee.ops.Health;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login through a provider on a whole gateway: from the button to the desk and its customers. */
final class OidcGatewayIT {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  /** Kept: Vert.x closes the sockets of a client that nothing refers to any more. */
  private final WebSocketClient sockets = vertx.createWebSocketClient();

  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private SmallProvider provider;
  private GatewayStart.Running gateway;
  private int port;

  @BeforeEach
  void opens() throws Exception {
    provider = new SmallProvider(vertx);
    port = freePort();
    List<String> sets =
        List.of(
            "http.port=" + port,
            "postgres.url=" + TestPostgres.url(),
            "redis.url=" + TestRedis.url(),
            "oidc.issuer=" + provider.issuer(),
            "oidc.clientId=" + SmallProvider.CLIENT,
            "oidc.clientSecret=" + SmallProvider.SECRET,
            "oidc.redirectUri=" + url("/v1/agent/oidc/callback"),
            "oidc.label=Example",
            "oidc.roleClaim=groups",
            "oidc.roles.leads=supervisor",
            "oidc.skillClaim=groups",
            "oidc.skills.team-general=general",
            "oidc.storefront=demo");
    Config config =
        new Sources(Path.of("conf", "levee.yaml"), Map.of(), sets).load().valid().orElseThrow();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Health health = new Health(config::ops, System::nanoTime, meters);
    gateway =
        Gateway.start(new Ground(vertx, () -> config, meters, health)).await(2, TimeUnit.MINUTES);
    health.serving();
  }

  @AfterEach
  void closes() throws Exception {
    if (gateway != null) {
      gateway.drain().await(1, TimeUnit.MINUTES);
    }
    vertx.close().await(1, TimeUnit.MINUTES);
  }

  @Test
  void whoSignsInThroughTheProviderSitsAtTheirDeskAndIsGivenWhoWaits() throws Exception {
    provider.who =
        new JsonObject()
            .put("preferred_username", "frida")
            .put("name", "Frida")
            .put("groups", new JsonArray().add("leads").add("team-general"));

    String arrived = get(get(get(url("/v1/agent/oidc/login"))));

    assertThat(arrived).startsWith("/agent#refresh=");
    String refresh = arrived.substring("/agent#refresh=".length());
    JsonObject login = refreshed(refresh);
    sit(login.getString("token"));
    JsonObject agent = next("welcome").getJsonObject("agent");
    assertThat(agent.getString("name")).isEqualTo("Frida");
    assertThat(agent.getString("role")).isEqualTo("supervisor");
    assertThat(agent.getJsonArray("skills")).containsExactly("general");

    new Shopper(port).say("转人工");
    assertThat(next("assigned").getString("conversationId")).isNotEmpty();
  }

  @Test
  void whoHasNoneOfTheRolesGetsNoToken() throws Exception {
    provider.who = new JsonObject().put("preferred_username", "gus").put("groups", "team-general");

    assertThat(get(get(get(url("/v1/agent/oidc/login"))))).isEqualTo("/agent#refused=role");
  }

  private void sit(String token) throws Exception {
    WebSocket socket =
        sockets
            .connect(
                new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI("/v1/agent/socket")
                    .setAllowOriginHeader(false))
            .await(20, TimeUnit.SECONDS);
    socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
    socket.writeTextMessage(
        new JsonObject().put("type", "hello").put("token", token).put("available", true).encode());
  }

  private JsonObject next(String type) throws InterruptedException {
    while (true) {
      JsonObject frame = frames.poll(20, TimeUnit.SECONDS);
      assertThat(frame).as("the desk says " + type).isNotNull();
      if (frame.getString("type").equals(type)) {
        return frame;
      }
    }
  }

  private JsonObject refreshed(String token) throws Exception {
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(URI.create(url("/v1/agent/refresh")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new JsonObject().put("refreshToken", token).encode()))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  /** Where it leads. */
  private String get(String from) throws Exception {
    HttpResponse<String> answer =
        browser.send(HttpRequest.newBuilder(URI.create(from)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(from + ": " + answer.body()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
