package io.levee.replay.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.replay.Target;
import io.levee.replay.plan.Scenario;
import io.levee.replay.plan.ScenarioFile;
import io.levee.replay.report.ReportFiles;
import io.levee.replay.report.ReportJson;
import io.levee.replay.report.ReportText;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says of a gateway that behaves, and of one that does not. */
final class ReplayTest {
  private EchoGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = new EchoGateway();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http=0", "http=1", "http=0.5"})
  void everyMessageOfAGatewayThatBehavesIsAnswered(String share) throws Exception {
    ReplayResult result = run("hello", share, "duplicates=0.3", "conversation.messages=2");
    assertThat(result.sent()).isEqualTo(40);
    assertThat(result.answered()).isEqualTo(40);
    assertThat(result.duplicates()).isPositive();
    assertThat(result.verified()).isPositive();
    assertThat(List.of(result.shed(), result.failed(), result.lost())).containsOnly(0L);
    assertThat(List.of(result.doubled(), result.reordered())).containsOnly(0L);
    assertThat(result.latency().getTotalCount()).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({
    "!silent, lost, 40",
    "!unanswered, lost, 40",
    "!busy, shed, 40",
    "!wrong, failed, 40",
    "!twice, doubled, 40",
    "!late, reordered, 40",
    "!forgotten, lost, 40",
  })
  void whatAGatewayDoesWrongIsSeen(String text, String figure, long times) throws Exception {
    // Nobody waits longer than needed for what never comes; the rest is over when all is answered.
    boolean never = List.of("!silent", "!unanswered").contains(text);
    String patience = "patience=" + (never ? "400ms" : "10s");
    ReplayResult result = run(text, "conversation.closes=false", patience);
    assertThat(result.sent()).isEqualTo(40);
    assertThat(result.figure(figure)).isEqualTo((double) times);
    assertThat(result.errors()).isNotEmpty();
    if (!text.equals("!forgotten")) {
      assertThat(result.answered() + result.shed() + result.failed() + result.lost()).isEqualTo(40);
    }
  }

  @Test
  void socketsThatBreakComeBackAndNothingIsLostOrDoubled() throws Exception {
    ReplayResult result =
        run(
            "hello !slow",
            "rate=40",
            "duration=1s",
            "reconnects.storms=[{at: 300ms, share: 1, within: 50ms}, {at: 800ms, within: 10ms}]",
            "conversation.newcomers=0.5",
            "conversation.messages=3");
    assertThat(result.reconnects().getTotalCount()).isPositive();
    assertThat(result.answered()).isEqualTo(40);
    assertThat(result.lost() + result.doubled() + result.reordered()).isZero();
  }

  @Test
  void inTheClosedModelNobodySpeaksBeforeTheAnswer() throws Exception {
    ReplayResult result =
        run("hello !slow", "model=closed", "users=3", "conversation.think=0s", "duration=1s");
    // Each answer takes 150 ms: three shoppers cannot say more than this in a second.
    assertThat(result.sent()).isBetween(1L, 21L);
    assertThat(result.answered()).isEqualTo(result.sent());
  }

  @Test
  void aTraceIsSentAsItWasRecorded(@TempDir Path dir) throws Exception {
    Path trace = dir.resolve("t.jsonl");
    Files.writeString(
        trace,
        """
        {"atMicros":1000,"conversation":"a","text":"one","priority":"vip"}
        {"atMicros":400000,"conversation":"b","text":"two","priority":"normal"}
        {"atMicros":800000,"conversation":"a","text":"three","priority":"vip"}
        """);
    Scenario scenario = ScenarioFile.read(trace, List.of("speed=4", "scale=2"));
    ReplayResult result = run(scenario, gateway.target());
    assertThat(result.sent()).isEqualTo(6);
    assertThat(result.vipSent()).isEqualTo(4);
    assertThat(result.answered()).isEqualTo(6);
  }

  @Test
  void shoppersAreDealtOutToSeveralGateways() throws Exception {
    EchoGateway other = new EchoGateway();
    try {
      Target named =
          new Target(
              URI.create("http://localhost:" + other.target().port()), "demo", "", "a-secret");
      Targets both = new Targets(List.of(gateway.target(), named), Optional.empty());
      ReplayResult result =
          Replay.run(scenario("hello"), both, Progress.NONE)
              .toCompletionStage()
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      assertThat(result.answered()).isEqualTo(40);
    } finally {
      other.close();
    }
  }

  @Test
  void withoutGatewayItSaysSo() throws Exception {
    Target nobody = new Target(URI.create("http://127.0.0.1:1"), "demo", "", "secret");
    Scenario scenario = scenario("hello", "shoppers=1");
    assertThatThrownBy(
            () ->
                Replay.run(
                        scenario, alone(nobody), Progress.NONE, never(), new Stage.Waits(0.02, 60))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CannotRun.class)
        .hasMessageContaining("http://127.0.0.1:1");
  }

  @Test
  void theReportHoldsWhatWasMeasuredAndNeedsNothingElse(@TempDir Path dir) throws Exception {
    ReplayResult result = run("hello </script>", "thresholds=[lost == 0, p99 < 0.001ms]");
    JsonObject summary = ReportJson.summary(result);
    assertThat(summary.fieldNames())
        .contains("sent", "answered", "shed", "lost", "doubled", "reordered", "goodput", "valid");
    assertThat(summary.getJsonObject("latencyMillis").fieldNames())
        .contains("p50", "p99", "p999", "max");
    assertThat(result.breaches()).hasSize(1).first().asString().startsWith("p99 < 0.001ms");

    String page = Files.readString(ReportFiles.write(result, dir));
    assertThat(page).doesNotContain("src=", "href=", "@REPORT@").contains("\"goodput\"");
    assertThat(new JsonObject(Files.readString(dir.resolve("report.json"))).getInteger("sent"))
        .isEqualTo(40);
    assertThat(Files.readString(dir.resolve("latency.hgrm"))).contains("Total count    =");
    try (HistogramLogReader log = new HistogramLogReader(dir.resolve("latency.hlog").toFile())) {
      long counted = 0;
      while (log.hasNext()) {
        counted +=
            log.nextIntervalHistogram() instanceof org.HdrHistogram.Histogram h
                ? h.getTotalCount()
                : 0;
      }
      assertThat(counted).isEqualTo(40);
    }
  }

  @Test
  void aStoreThatDoesNotAnswerKeepsNobodyWaitingAndIsNotBelieved() throws Exception {
    ReplayResult result = runFor(0.3, scenario("hello !mute"));
    assertThat(result.answered()).isEqualTo(40);
    assertThat(result.verified()).isZero();
    assertThat(result.valid()).isFalse();
    assertThat(result.invalid().toString()).contains("could not be read back");
  }

  @Test
  void anAgentWhoIsNotLetInKeepsNobodyWaiting() {
    assertThatThrownBy(() -> runFor(0.3, scenario("hello", "agents.accounts=[{user: alice}]")))
        .hasCauseInstanceOf(CannotRun.class)
        .hasMessageContaining("alice is not at the desk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "hello !slow"})
  void whoStopsARunHasTheFiguresOfWhatWasRun(String text) throws Exception {
    ReplayResult result = stoppedAfterASecond(scenario(text, "duration=5h", "rate=40"));
    assertThat(result.stopped()).isTrue();
    assertThat(result.seconds()).isBetween(0.5, 60.0);
    assertThat(result.sent()).isPositive();
    assertThat(result.answered()).isEqualTo(result.sent());
    assertThat(result.lost()).isZero();
    assertThat(ReportText.of(result)).contains("stopped: the scenario takes 18000.0 s");
  }

  @Test
  void whoStopsAClosedRunIsAnsweredOnce() throws Exception {
    ReplayResult result =
        stoppedAfterASecond(
            scenario("hello", "model=closed", "users=3", "conversation.think=0s", "duration=5h"));
    assertThat(result.stopped()).isTrue();
    assertThat(result.answered()).isPositive().isEqualTo(result.sent());
  }

  @Test
  void whoStopsARunBeforeItBeganIsToldSo() throws Exception {
    Promise<Void> stop = Promise.promise();
    Target nobody = new Target(URI.create("http://127.0.0.1:1"), "demo", "", "secret");
    Future<ReplayResult> run =
        Replay.run(scenario("hello"), alone(nobody), Progress.NONE, stop.future());
    stop.complete();
    assertThatThrownBy(
            () -> run.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CannotRun.class)
        .hasMessageContaining("nothing was sent");
  }

  @ParameterizedTest
  @CsvSource({"1, true", "64, false"})
  void requestsThatWaitForTheTestersOwnConnectionsAreCounted(int connections, boolean waited)
      throws Exception {
    ReplayResult result =
        run("hello !slow", "http=1", "duration=100ms", "connections=" + connections);
    assertThat(result.answered()).isPositive().isEqualTo(result.sent());
    assertThat(result.crowded() > 0).isEqualTo(waited);
    assertThat(ReportText.of(result).contains("waited for one of")).isEqualTo(waited);
  }

  @Test
  void whatIsReadBackIsInNobodysLatency() throws Exception {
    ReplayResult result = run("hello", "http=0", "connections=1");
    assertThat(result.verified()).isGreaterThan(1);
    assertThat(result.crowded()).isZero();
  }

  @Test
  void whereNothingWasJudgedGoodputIsNotKnownAndNoThresholdIsKept() throws Exception {
    ReplayResult result = run("hello", "slowReaders.share=1", "thresholds=[goodput > 0.9]");
    assertThat(result.judged()).isZero();
    assertThat(result.breaches())
        .containsExactly("goodput > 0.9, but it is not known, since nothing was measured");
    assertThat(ReportJson.summary(result).getDouble("goodput")).isNull();
    assertThat(ReportText.of(result)).contains("goodput not known");
  }

  private static Future<Void> never() {
    return Promise.<Void>promise().future();
  }

  private ReplayResult stoppedAfterASecond(Scenario scenario) throws Exception {
    Promise<Void> stop = Promise.promise();
    Progress afterASecond = (second, of) -> stop.tryComplete();
    return Replay.run(scenario, alone(gateway.target()), afterASecond, stop.future())
        .toCompletionStage()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private ReplayResult runFor(double seconds, Scenario scenario) throws Exception {
    return Replay.run(
            scenario,
            alone(gateway.target()),
            Progress.NONE,
            never(),
            new Stage.Waits(0.02, seconds))
        .toCompletionStage()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private static Scenario scenario(String text, String... sets) throws Exception {
    String yaml =
        """
        rate: 160
        arrivals: even
        phases: [{kind: constant, for: 250ms}]
        shoppers: 8
        patience: 10s
        conversation: {messages: 1, think: 10ms}
        texts: {any: ["%s"]}
        """
            .formatted(text);
    return ScenarioFile.parse("test", yaml, Path.of(""), List.of(sets));
  }

  private ReplayResult run(String text, String... sets) throws Exception {
    return run(scenario(text, sets), gateway.target());
  }

  private static ReplayResult run(Scenario scenario, Target target) throws Exception {
    return Replay.run(scenario, alone(target), Progress.NONE)
        .toCompletionStage()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private static Targets alone(Target target) {
    return new Targets(List.of(target), Optional.empty());
  }
}
