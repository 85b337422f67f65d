package io.levee.app;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.levee.app.config.Config;
import io.levee.app.config.Loaded;
import io.levee.app.config.Sources;
import io.levee.simulate.Gate;
import io.levee.simulate.Plan;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A shop that exists for one simulation: its gateway's configuration, accounts and knowledge, in a
 * directory that is thrown away afterwards. All secrets are random.
 */
final class SimulatedShop {
  private static final String STOREFRONT = "simulated";
  private static final Duration TOKEN_LIFE = Duration.ofDays(3650);

  /** The longest that the gateway allows, in customer seconds. */
  private static final long PRESENCE_SECONDS = 600;

  /** Signs of life for each presence, at the least. */
  private static final double SIGNS = 5;

  private final Path directory;
  private final Plan plan;
  private final String password = secret();
  private final String tokenSecret = secret();

  SimulatedShop(Path directory, Plan plan) {
    this.directory = directory;
    this.plan = plan;
  }

  /** Writes the files and reads the configuration as {@code serve} does. */
  Config config(List<String> sets) throws IOException {
    Path knowledge = Files.createDirectories(directory.resolve("knowledge"));
    Files.writeString(
        knowledge.resolve("people.yaml"),
        """
        category: people
        entries:
          - id: human.request
            question: 转人工
            titles: {zh: 转人工, en: Talk to a person}
            action: handoff
        """);
    Path file = directory.resolve("levee.yaml");
    Files.writeString(file, yaml(knowledge));
    Loaded<Config> loaded = new Sources(file, Map.of(), sets).load();
    return loaded
        .valid()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the simulation's configuration has faults:\n"
                        + loaded.problems().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining("\n"))));
  }

  private String yaml(Path knowledge) {
    long pause = Math.clamp((long) (1000 * PRESENCE_SECONDS / plan.speed() / SIGNS), 250, 5_000);
    long handling = Math.clamp((long) (1000 * plan.handlingTime()), 1_000, 28_800_000);
    long patience = Math.clamp((long) (1000 * plan.patience()), 1_000, 86_400_000);
    return """
        data: %s
        watch: 0s
        http: {host: 127.0.0.1, port: 0}
        socket: {pingInterval: %dms, maxAgentBacklog: 100000}
        storefronts:
          %s: {widgetKey: simulated-widget, apiKey: %s, tokenSecret: %s}
        admission:
          limiter: static
          maxInFlight: 1000000
          brownout: 0
          storefrontRate: 10000000
          storefrontBurst: 10000000
        knowledge: {directory: %s}
        understanding: {embedding: false, vectorCache: ""}
        handoff:
          maxWaiting: 100000
          maxWait: 24h
          patience: %dms
          presence: %ds
          sweepInterval: %dms
          handlingTime: %dms
        desk: {tokenSecret: %s, tokenLife: 7d, refreshLife: 90d, grace: 10m}
        agents:
        %s
        """
        .formatted(
            directory.resolve("data"),
            pause,
            STOREFRONT,
            secret(),
            tokenSecret,
            knowledge,
            patience,
            PRESENCE_SECONDS,
            pause,
            handling,
            secret(),
            accounts());
  }

  /** One light hash for all: nobody has to be kept out for longer than the simulation. */
  private String accounts() {
    String hash =
        Password.hash(password)
            .addRandomSalt(16)
            .with(Argon2Function.getInstance(8, 1, 1, 32, Argon2.ID))
            .getResult();
    return users()
        .map(
            user ->
                "  %s: {name: %s, storefront: %s, capacity: %d, passwordHash: \"%s\"}"
                    .formatted(user, user, STOREFRONT, plan.capacity(), hash))
        .collect(Collectors.joining("\n"));
  }

  private Stream<String> users() {
    return IntStream.rangeClosed(1, plan.agents()).mapToObj(number -> "agent-" + number);
  }

  /** The way in. */
  Gate gate(Vertx vertx, URI url) {
    return new Gate(
        url,
        VisitorTokens.of(vertx, STOREFRONT, tokenSecret, Instant.now().plus(TOKEN_LIFE)),
        users().map(user -> new Gate.Login(user, password)).toList());
  }

  private static String secret() {
    byte[] random = new byte[36];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
