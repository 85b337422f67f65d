package io.levee.desk;

import static io.levee.desk.DeskFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.levee.channel.agent.AgentDesk.Login;
import io.levee.settings.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoginsTest {
  private final Vertx vertx = Vertx.vertx();
  private Instant now = Instant.now();
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };
  private final Logins logins =
      new Logins(
          vertx,
          () -> DeskFixture.ACCOUNTS,
          () -> DeskFixture.CONFIG,
          clock,
          new SimpleMeterRegistry());

  @AfterEach
  void closes() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void theRightPasswordGivesATokenThatHoldsUntilItExpires() {
    Login login = await(logins.login("alice", "demo")).orElseThrow();

    assertThat(await(logins.user(login.token()))).contains("alice");
    now = login.expiresAt();
    assertThat(await(logins.user(login.token()))).isEmpty();
  }

  @Test
  void aWrongPasswordAndAnUnknownUserLookTheSame() {
    assertThat(await(logins.login("alice", "wrong"))).isEmpty();
    assertThat(await(logins.login("alice", ""))).isEmpty();
    assertThat(await(logins.login("nobody", "demo"))).isEmpty();
  }

  @Test
  void tooManyWrongPasswordsLockTheUserForAWhile() {
    for (int i = 0; i < DeskFixture.CONFIG.loginFailures(); i++) {
      assertThat(await(logins.login("alice", "wrong"))).isEmpty();
    }

    assertThat(await(logins.login("alice", "demo"))).isEmpty();
    assertThat(await(logins.login("bob", "demo"))).isPresent();
    now = now.plus(DeskFixture.CONFIG.loginPause());
    assertThat(await(logins.login("alice", "demo"))).isPresent();
  }

  @Test
  void forgedTokensAndThoseMadeForOthersAreRefused() {
    assertThat(await(logins.user("not.a.token"))).isEmpty();
    assertThat(await(logins.user(signed("HS256", "another secret that is long enough", "levee"))))
        .isEmpty();
    assertThat(await(logins.user(signed("HS256", DeskFixture.SECRET, "somebody")))).isEmpty();
    assertThat(await(logins.user(signed("HS512", DeskFixture.SECRET, "levee")))).isEmpty();
    assertThat(await(logins.user(unsigned()))).isEmpty();
    assertThat(await(logins.user(signed("HS256", DeskFixture.SECRET, "levee"))))
        .as("the control: only the above was wrong")
        .contains("alice");
  }

  @Test
  void aHashFitsItsPasswordOnlyAndIsSaltedAnew() {
    String hash = PasswordHash.of("demo");

    assertThat(PasswordHash.fits("demo", hash)).isTrue();
    assertThat(PasswordHash.fits("demo ", hash)).isFalse();
    assertThat(PasswordHash.fits("demo", PasswordHash.NOBODY)).isFalse();
    assertThat(PasswordHash.fits("demo", "demo")).isFalse();
    assertThat(PasswordHash.of("demo")).isNotEqualTo(hash);
  }

  @Test
  void configurationsNameEveryFault() {
    DeskConfig bad =
        new DeskConfig(
            "short",
            Duration.ZERO,
            Duration.ofSeconds(1),
            0,
            3,
            3,
            Duration.ofMinutes(1),
            8,
            Duration.ofMillis(200),
            16);
    AgentAccount nobody = new AgentAccount("", "demo", List.of("a b"), "boss", 0, "");

    assertThat(bad.faults())
        .extracting(Fault::key)
        .containsExactly("tokenSecret", "tokenLife", "historyLength");
    assertThat(nobody.faults())
        .extracting(Fault::key)
        .containsExactly("name", "storefront", "passwordHash", "skills", "role", "capacity");
    assertThat(DeskFixture.CONFIG.faults()).isEmpty();
    assertThat(DeskFixture.ACCOUNTS.get("bob").faults()).isEmpty();
  }

  private String signed(String algorithm, String secret, String issuer) {
    JWTAuth jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm(algorithm).setBuffer(secret)));
    return jwt.generateToken(
        claims(),
        new JWTOptions().setAlgorithm(algorithm).setIssuer(issuer).addAudience("levee-agent"));
  }

  private String unsigned() {
    JsonObject claims =
        claims()
            .put("iss", "levee")
            .put("aud", new io.vertx.core.json.JsonArray().add("levee-agent"));
    return base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + '.' + base64(claims.encode()) + '.';
  }

  private JsonObject claims() {
    return new JsonObject().put("sub", "alice").put("exp", now.plusSeconds(60).getEpochSecond());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
