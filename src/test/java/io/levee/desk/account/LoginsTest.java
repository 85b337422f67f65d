package io.levee.desk.account;

import static io.levee.desk.DeskFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.levee.channel.agent.AgentDesk.Login;
import io.levee.channel.agent.AgentDesk.LoginOutcome;
import io.levee.desk.AgentAccount;
import io.levee.desk.DeskConfig;
import io.levee.desk.DeskFixture;
import io.levee.desk.PasswordHash;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  private final MemoryAccounts store = new MemoryAccounts();
  private final AccountBook book = new AccountBook(store, () -> DeskFixture.ACCOUNTS);
  private final Logins logins =
      new Logins(
          vertx, store, store, book, () -> DeskFixture.CONFIG, clock, new SimpleMeterRegistry());

  @BeforeEach
  void opens() {
    await(book.refresh());
  }

  @AfterEach
  void closes() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private LoginOutcome tried(String user, String password) {
    return await(logins.login(user, password));
  }

  private Login granted(String user) {
    return ((LoginOutcome.Granted) tried(user, "demo")).login();
  }

  private Optional<String> user(String token) {
    return await(logins.holder(token)).map(holder -> holder.account().user());
  }

  @Test
  void theRightPasswordGivesATokenThatHoldsUntilItExpires() {
    Login login = granted("alice");

    assertThat(user(login.token())).contains("alice");
    now = login.expiresAt();
    assertThat(user(login.token())).isEmpty();
  }

  @Test
  void aWrongPasswordAndAnUnknownUserLookTheSame() {
    assertThat(tried("alice", "wrong")).isEqualTo(new LoginOutcome.Wrong());
    assertThat(tried("alice", "")).isEqualTo(new LoginOutcome.Wrong());
    assertThat(tried("nobody", "demo")).isEqualTo(new LoginOutcome.Wrong());
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "nobody"})
  void tooManyWrongPasswordsLockTheNameForAWhile(String user) {
    for (int i = 0; i < DeskFixture.CONFIG.loginFailures(); i++) {
      assertThat(tried(user, "wrong")).isEqualTo(new LoginOutcome.Wrong());
    }
    now = now.plusSeconds(20);

    assertThat(tried(user, "demo")).isEqualTo(new LoginOutcome.Locked(Duration.ofSeconds(40)));
    assertThat(tried("bob", "demo")).isInstanceOf(LoginOutcome.Granted.class);
    now = now.plusSeconds(40);
    assertThat(tried(user, "demo")).isNotInstanceOf(LoginOutcome.Locked.class);
  }

  @Test
  void aRefreshTokenGivesTheNextLoginOnce() {
    Login first = granted("alice");

    Login second = await(logins.refresh(first.refreshToken())).orElseThrow();

    assertThat(user(second.token())).contains("alice");
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    now = second.refreshExpiresAt();
    assertThat(await(logins.refresh(second.refreshToken()))).isEmpty();
    assertThat(await(logins.refresh("made up"))).isEmpty();
  }

  @Test
  void aRefreshTokenThatComesTwiceEndsTheWholeLogin() {
    Login first = granted("alice");
    Login other = granted("alice");
    Login second = await(logins.refresh(first.refreshToken())).orElseThrow();
    now = now.plus(DeskFixture.CONFIG.refreshOverlap());
    assertThat(await(logins.refresh(first.refreshToken()))).as("an answer got lost").isPresent();

    now = now.plusSeconds(1);
    assertThat(await(logins.refresh(first.refreshToken()))).isEmpty();
    assertThat(await(logins.refresh(second.refreshToken()))).isEmpty();
    assertThat(await(logins.refresh(other.refreshToken()))).as("another login").isPresent();
  }

  @Test
  void whoLogsOutCannotGoOn() {
    Login login = granted("alice");

    await(logins.end(login.refreshToken()));

    assertThat(await(logins.refresh(login.refreshToken()))).isEmpty();
  }

  @Test
  void theDisabledAndThoseWithANewPasswordMustSignInAnew() {
    Login alice = granted("alice");
    Login bob = granted("bob");
    await(store.enable("alice", false));
    await(store.password("bob", PasswordHash.of("new")));
    await(book.refresh());

    assertThat(user(alice.token())).isEmpty();
    assertThat(user(bob.token())).isEmpty();
    assertThat(await(logins.refresh(alice.refreshToken()))).isEmpty();
    assertThat(await(logins.refresh(bob.refreshToken()))).isEmpty();
    assertThat(tried("alice", "demo")).isEqualTo(new LoginOutcome.Wrong());
    assertThat(tried("bob", "new")).isInstanceOf(LoginOutcome.Granted.class);
  }

  @Test
  void theStoreHoldsAgainstTheConfiguration() {
    AgentAccount alice = DeskFixture.ACCOUNTS.get("alice");
    await(
        store.change(
            "alice",
            new AgentAccount("Alice", "", alice.skills(), "admin", 1, alice.storefront())));

    await(book.refresh());

    assertThat(book.get().get("alice").rank()).isEqualTo(Role.ADMIN);
    assertThat(book.get()).containsOnlyKeys("alice", "bob", "carol");
  }

  @Test
  void forgedTokensAndThoseMadeForOthersAreRefused() {
    assertThat(await(logins.holder("not.a.token"))).isEmpty();
    assertThat(await(logins.holder(signed("HS256", "another secret that is long enough", "levee"))))
        .isEmpty();
    assertThat(await(logins.holder(signed("HS256", DeskFixture.SECRET, "somebody")))).isEmpty();
    assertThat(await(logins.holder(signed("HS512", DeskFixture.SECRET, "levee")))).isEmpty();
    assertThat(await(logins.holder(unsigned()))).isEmpty();
    assertThat(await(logins.holder(signed("HS256", DeskFixture.SECRET, "levee"))))
        .as("the control: only the above was wrong")
        .map(holder -> holder.account().user())
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
            16,
            Duration.ofHours(1),
            Duration.ofHours(1),
            20,
            Duration.ofSeconds(1),
            Duration.ofDays(1));
    AgentAccount nobody = new AgentAccount("", "demo", List.of("a b"), "boss", 0, "");

    assertThat(bad.faults())
        .extracting(Fault::key)
        .containsExactly("tokenSecret", "tokenLife", "historyLength", "refreshOverlap");
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
    return new JsonObject()
        .put("sub", "alice")
        .put("gen", 1)
        .put("exp", now.plusSeconds(60).getEpochSecond());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
