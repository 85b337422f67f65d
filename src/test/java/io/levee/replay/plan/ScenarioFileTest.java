package io.levee.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ScenarioFileTest {
  private static final String PLAIN = "phases: [{kind: constant, for: 5s}]\n";

  static Stream<Path> shipped() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("loadtest", "scenarios"))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyShippedScenarioIsSound(Path file) throws Exception {
    Scenario scenario = ScenarioFile.read(file, List.of());
    assertThat(file.getFileName()).hasToString(scenario.name() + ".yaml");
    assertThat(scenario.about()).isNotBlank();
    assertThat(scenario.thresholds()).isNotEmpty();
    assertThat(scenario.mix().text(new SplittableRandom(1))).isNotBlank();
  }

  @Test
  void thePromotionNightPeaksAtTenTimesForTenMinutesAndLastsTenCompressed() throws Exception {
    Scenario night =
        ScenarioFile.read(Path.of("loadtest/scenarios/double11.yaml"), List.of("rate=1"));
    assertThat(night.shape().peak()).isEqualTo(10);
    assertThat(night.shape().seconds()).isEqualTo(600);
    long full = 0;
    for (double second = 0; second < 600; second += 0.1) {
      full += night.shape().rateAt(second) >= 9.999 ? 1 : 0;
    }
    // Ten minutes, thirty times faster.
    assertThat(full).isBetween(195L, 210L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate: fast | rate is fast; give a number from 0.001 to 10000000",
        "vip: 2 | vip is 2.0; give a number from 0 to 1",
        "warmup: soon | warmup is soon; give a duration such as 250ms, 5s, 2m or 1h",
        "arrivals: bursty | arrivals is bursty; give one of poisson, even",
        "conversation: {thnik: 1s} | conversation.thnik is not known here; allowed: messages,"
            + " most,",
        "thresholds: [p98 < 1s] | thresholds has 'p98 < 1s'; write such as p99 < 200ms",
        "mix: {order.trakc: 1} | mix.order.trakc has no texts; allowed: order.track",
        "texts: nowhere.yaml | texts cannot be read",
        "rates: 5 | rates is not known here; allowed: name, about",
      })
  void aFaultNamesItsKeyAndWhatIsAllowed(String line, String fault) {
    assertThat(faults(PLAIN + line)).hasSize(1).first().asString().startsWith(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: wave, for: 1s} | phases[0].kind is wave; give one of constant, ramp, step, burst",
        "{kind: constant} | phases[0].for is missing",
        "{kind: ramp, for: 5s, at: 3} | phases[0].at is not known here; allowed: kind, for, from,"
            + " to",
        "{kind: burst, for: 5s, every: 1s, lasts: 1s} | phases[0].lasts is not shorter than every",
        "{kind: spike, for: 5s, rise: 3s, hold: 3s} | phases[0].for is shorter than rise and hold",
        "{kind: counts} | phases[0].file is missing",
        "{kind: counts, file: none.tsv} | phases[0].file cannot be used: there is no",
      })
  void aFaultyPhaseNamesItsPlace(String phase, String fault) {
    assertThat(faults("phases: [" + phase + "]\n")).anyMatch(found -> found.startsWith(fault));
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThat(faults("rate: -1\nvip: 7\nhttp: x\n"))
        .hasSize(4)
        .anyMatch(f -> f.contains("phases"));
  }

  @Test
  void overridesReachAnyKey() throws Exception {
    Scenario scenario =
        ScenarioFile.parse(
            "t",
            PLAIN,
            Path.of(""),
            List.of("phases[0].for=7s", "slowReaders.share=0.5", "thresholds=[lost == 0]"));
    assertThat(scenario.seconds()).isEqualTo(7);
    assertThat(scenario.faults().slowReaders()).isEqualTo(0.5);
    assertThat(scenario.thresholds()).hasSize(1);
    assertThat(faults(PLAIN, "phases[3].for=1s", "nonsense"))
        .hasSize(2)
        .allMatch(fault -> fault.startsWith("--set"));
  }

  @Test
  void aTraceIsReadScaledAndMadeFaster(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("day.jsonl");
    Files.writeString(
        file,
        """
        {"atMicros":3000000,"conversation":"b","text":"later","priority":"normal"}
        {"atMicros":1000000,"conversation":"a","text":"first","priority":"vip","more":1}
        {"atMicros":2000000,"conversation":"a","text":"second"}
        """);
    Trace trace = Trace.read(file);
    assertThat(trace.lines())
        .extracting(TraceLine::text)
        .containsExactly("first", "second", "later");
    assertThat(trace.lines())
        .extracting(TraceLine::atMicros)
        .containsExactly(0L, 1000000L, 2000000L);
    assertThat(trace.lines().getFirst().vip()).isTrue();
    assertThat(trace.faster(2).seconds()).isEqualTo(1);
    Trace tripled = trace.scaled(3, 1);
    assertThat(tripled.lines()).hasSize(9);
    assertThat(tripled.lines()).extracting(TraceLine::conversation).contains("a", "a~1", "a~2");
    assertThat(faults("trace: " + file + "\nscale: 0.000001").toString())
        .contains("scale", "leaves no conversation");
    assertThat(faults("trace: " + file + "\nmodel: closed\nwarmup: 1s").toString())
        .contains("model cannot be closed", "warmup does not go");
    Files.writeString(file, "{\"atMicros\":1,\"conversation\":\"a\"}\n");
    assertThat(faults("trace: " + file))
        .hasSize(1)
        .first()
        .asString()
        .contains(":1: text is needed");
  }

  @Test
  void stormsComeWhereTheyStandInThePhasesHoweverLongThoseAreMade() throws Exception {
    Scenario scenario =
        ScenarioFile.parse(
            "storm",
            """
            phases: [{kind: constant, for: 60s}]
            reconnects: {storms: [{at: 30s, within: 20s}]}
            texts: {any: [你好]}
            """,
            Path.of(""),
            List.of("duration=10s"));
    assertThat(scenario.faults().storms().getFirst().at()).isEqualTo(5);
    assertThat(scenario.faults().storms().getFirst().within()).isEqualTo(20);
  }

  @Test
  void whatMayPointToAPersonIsTakenOut() {
    assertThat(Redaction.of("我的订单20251111001到哪了，电话138-0013 8000，邮箱a.b@shop.cn，买了2件1234"))
        .isEqualTo("我的订单00000000000到哪了，电话000-0000 0000，邮箱x@example.com，买了2件1234");
  }

  @Test
  void aTraceMadeOfTextsHasThemAllAtThatRate() {
    List<String> texts = Stream.iterate(1, n -> n + 1).limit(3_000).map(n -> "t" + n).toList();
    Trace trace = MadeTrace.of(texts, 100, 3, 0.1, 1);
    assertThat(trace.lines()).hasSize(3_000);
    assertThat(trace.seconds()).isBetween(27.0, 33.0);
    assertThat(trace.lines().stream().map(TraceLine::conversation).distinct()).hasSize(1_000);
  }

  private static List<String> faults(String yaml, String... sets) {
    return catchThrowableOfType(
            ScenarioFaults.class, () -> ScenarioFile.parse("t", yaml, Path.of(""), List.of(sets)))
        .faults();
  }
}
