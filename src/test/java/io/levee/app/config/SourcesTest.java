package io.levee.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layers, the types, and what is said about what is wrong. */
final class SourcesTest {
  @TempDir private Path dir;

  enum Mode {
    SLOW,
    VERY_FAST
  }

  record Shop(
      @Setting(value = "", doc = "", secret = true) String apiKey,
      @Setting(value = "", doc = "") Set<String> origins,
      @Setting(value = "10", doc = "") int rate)
      implements Section {
    @Override
    public List<Fault> faults() {
      return new Faults().present("apiKey", apiKey).within("rate", rate, 1, 100).list();
    }
  }

  record Inner(@Setting(value = "1.5", doc = "", live = true) double factor) implements Section {
    @Override
    public List<Fault> faults() {
      return new Faults().within("factor", factor, 0.0, 10.0).list();
    }
  }

  record Turn(
      @Setting(value = "150ms", doc = "") Duration ackAfter,
      @Setting(value = "very-fast", doc = "") Mode mode,
      @Setting(value = "true", doc = "") boolean on,
      @Setting(value = "9000000000", doc = "") long big,
      @Setting(value = "data", doc = "") Path dir,
      @Setting(value = "", doc = "") Optional<Instant> until,
      @Setting(value = "a, b", doc = "") List<String> words,
      @Setting(value = "redis://localhost", doc = "") String url,
      @Setting(value = "", doc = "") Inner inner)
      implements Section {
    @Override
    public List<Fault> faults() {
      return new Faults()
          .within("ackAfter", ackAfter, Duration.ofMillis(10), Duration.ofSeconds(5))
          .when(url.contains("bad"), "url", "is " + url + "; give another")
          .list();
    }
  }

  record Root(
      @Setting(value = "", doc = "") Turn turn,
      @Setting(value = "", doc = "") Map<String, Shop> shops) {}

  @Test
  void withNothingWrittenTheDefaultsHold() {
    Root root = good("", Map.of());
    assertThat(root.turn())
        .isEqualTo(
            new Turn(
                Duration.ofMillis(150),
                Mode.VERY_FAST,
                true,
                9_000_000_000L,
                Path.of("data"),
                Optional.empty(),
                List.of("a", "b"),
                "redis://localhost",
                new Inner(1.5)));
    assertThat(root.shops()).isEmpty();
  }

  @Test
  void everyTypeIsReadFromTheFile() {
    Root root =
        good(
            """
            turn:
              ackAfter: 2s
              mode: slow
              on: no
              big: 1_000
              dir: /tmp/x
              until: 2026-11-11T00:00:00Z
              words: [x, "y, z"]
              inner: {factor: 3}
            shops:
              demo:
                apiKey: k
                origins:
                  - https://shop.example
              my-shop: {apiKey: k2, rate: 7}
            """,
            Map.of());
    assertThat(root.turn().ackAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(root.turn().mode()).isEqualTo(Mode.SLOW);
    assertThat(root.turn().on()).isFalse();
    assertThat(root.turn().until()).contains(Instant.parse("2026-11-11T00:00:00Z"));
    assertThat(root.turn().words()).containsExactly("x", "y, z");
    assertThat(root.turn().inner().factor()).isEqualTo(3.0);
    assertThat(root.shops().get("demo").origins()).containsExactly("https://shop.example");
    assertThat(root.shops().get("my-shop").rate()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"150ms,150", "5s,5000", "2m,120000", "1h,3600000", "1d,86400000", "0s,0"})
  void durationsCarryTheirUnit(String text, long millis) {
    assertThat(Scalars.read(Duration.class, text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"150ms", "5s", "2m", "1h", "1d", "90s", "0s"})
  void durationsAreWrittenAsTheyAreRead(String text) {
    assertThat(Scalars.write(Scalars.read(Duration.class, text))).isEqualTo(text);
  }

  @Test
  void theCommandLineBeatsTheEnvironmentWhichBeatsTheFile() {
    String yaml = "turn:\n  ackAfter: 1s\n  big: 1\n  dir: f\n";
    Root root =
        load(
                yaml,
                Map.of("LEVEE_TURN_ACK_AFTER", "2s", "LEVEE_TURN_BIG", "2"),
                "turn.ackAfter=3s",
                "turn.words=p,q")
            .valid()
            .orElseThrow();
    assertThat(root.turn().ackAfter()).isEqualTo(Duration.ofSeconds(3));
    assertThat(root.turn().big()).isEqualTo(2);
    assertThat(root.turn().dir()).isEqualTo(Path.of("f"));
    assertThat(root.turn().words()).containsExactly("p", "q");
  }

  @Test
  void anEntryIsReachedFromTheEnvironmentByItsName() {
    Root root =
        good(
            "shops:\n  my-shop: {rate: 3}\n",
            Map.of(
                "LEVEE_SHOPS_MY_SHOP_API_KEY", "one",
                "LEVEE_SHOPS_OTHER_API_KEY", "two",
                "LEVEE_SHOPS_OTHER_ORIGINS", "https://a, https://b"));
    assertThat(root.shops().get("my-shop")).isEqualTo(new Shop("one", Set.of(), 3));
    assertThat(root.shops().get("other").apiKey()).isEqualTo("two");
    assertThat(root.shops().get("other").origins()).containsExactly("https://a", "https://b");
  }

  @Test
  void variablesThatAreNoKeysAreFaultsSaveTheLaunchersAndEmptyOnes() {
    Map<String, String> env =
        Map.of(
            "LEVEE_HOME", "/x",
            "LEVEE_JAVA_OPTS", "-Xmx1g",
            "LEVEE_TURN_BIG", "",
            "PATH", "/bin",
            "LEVEE_TURN_ACKAFTER", "1s");
    assertThat(said(load("", env)))
        .containsExactly(
            "LEVEE_TURN_ACKAFTER: sets no key that there is; did you mean LEVEE_TURN_ACK_AFTER?");
  }

  @Test
  void allFaultsAreToldAtOnceWhereTheyWereWritten() {
    String yaml =
        """
        turn:
          ackAfter: 1h
          mode: fast
          bigg: 3
          inner:
            factor: 11
        shops:
          demo:
            rate: 5
        tern: {}
        """;
    assertThat(said(load(yaml, Map.of("LEVEE_TURN_ON", "maybe"), "turn.big=x", "oops")))
        .containsExactlyInAnyOrder(
            "conf.yaml:2: turn.ackAfter is 3600s; give a duration from 10ms to 5s",
            "conf.yaml:3: turn.mode is 'fast'; give one of slow, very-fast",
            "conf.yaml:4: turn.bigg is no key that there is; did you mean big?",
            "conf.yaml:6: turn.inner.factor is 11.0; give a number from 0.0 to 10.0",
            "conf.yaml:8: shops.demo.apiKey is empty; it is needed",
            "conf.yaml:10: tern is no key that there is; did you mean turn?",
            "LEVEE_TURN_ON: turn.on is 'maybe'; give true or false",
            "--set: turn.big is 'x'; give a whole number",
            "--set: has no value; write --set key=value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "turn: [1, 2]|conf.yaml:1: turn is a list; give keys below it",
        "turn: 7|conf.yaml:1: turn is '7'; give keys below it",
        "turn: {words: {a: b}}|conf.yaml:1: turn.words is a group of keys; give a value, not keys below it",
        "turn: {big: [1]}|conf.yaml:1: turn.big is a list; give one value, not a list",
        "turn: {big: 1, big: 2}|conf.yaml:1: turn.big is written twice; keep one",
        "just words|conf.yaml: does not hold keys; write such as  ops:  port: 8081",
      })
  void whatHasTheWrongFormIsSaidPlainly(String yaml, String problem) {
    assertThat(said(load(yaml, Map.of()))).contains(problem);
  }

  @Test
  void whatIsNotYamlIsToldWithItsLine() {
    assertThat(said(load("turn:\n  a: [1\nb: 2\n", Map.of())))
        .singleElement()
        .asString()
        .startsWith("conf.yaml:3: is not YAML: ");
  }

  @Test
  void aMissingFileIsAFault() {
    Sources sources = new Sources(Path.of("/nowhere/levee.yaml"), Map.of(), List.of());
    assertThat(said(sources.load(Root.class)))
        .containsExactly("/nowhere/levee.yaml: there is no such file; name another with --config");
  }

  @Test
  void secretsAreNeverPrinted() {
    String yaml =
        """
        turn:
          url: postgres://levee:hunter2@bad/levee?password=hunter3
        shops:
          demo: {apiKey: s3cr3t, rate: 0}
          b: {apiKey: [s3cr3t]}
        """;
    Loaded<Root> loaded = load(yaml, Map.of());
    String printed = Printed.yaml(loaded.config()) + said(loaded) + loaded;
    assertThat(printed)
        .doesNotContain("hunter", "s3cr3t")
        .contains("apiKey: \"***\"", "postgres://levee:***@bad/levee?password=***");
  }

  @Test
  void aSecretThatIsItsDefaultIsNoSecret() {
    record Store(@Setting(value = "embedded", doc = "", secret = true) String url) {}
    assertThat(Printed.yaml(new Store("embedded"))).isEqualTo("url: embedded\n");
    assertThat(Printed.yaml(new Store("redis://here"))).isEqualTo("url: \"***\"\n");
  }

  @Test
  void whatIsPrintedCanBeReadAgain() {
    Root root = good("shops: {demo: {apiKey: \"\", rate: 5}}".replace("\"\"", "k"), Map.of());
    String printed = Printed.yaml(root).replace("\"***\"", "k");
    assertThat(good(printed, Map.of())).isEqualTo(root);
  }

  private Root good(String yaml, Map<String, String> env) {
    Loaded<Root> loaded = load(yaml, env);
    assertThat(loaded.problems()).isEmpty();
    return loaded.config();
  }

  private Loaded<Root> load(String yaml, Map<String, String> env, String... sets) {
    try {
      Path file = Files.writeString(dir.resolve("conf.yaml"), yaml);
      return new Sources(file, env, List.of(sets)).load(Root.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> said(Loaded<?> loaded) {
    return loaded.problems().stream()
        .map(p -> p.toString().replace(dir.toString() + "/", ""))
        .toList();
  }
}
