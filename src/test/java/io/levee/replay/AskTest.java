package io.levee.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AskTest {
  @TempDir private Path dir;
  private FakeGateway gateway;
  private String printed;

  @BeforeEach
  void start() throws Exception {
    gateway = new FakeGateway();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyLineIsAskedAndCounted(boolean socket) throws Exception {
    Path file = file("where is it\n\nwhich one\na human please\nticket\ngibberish\n");

    assertThat(ask(gateway.target(), options(file, socket, true, true))).isZero();

    JsonObject totals = new JsonObject(printed);
    assertThat(totals.getInteger("sent")).isEqualTo(5);
    assertThat(totals.getInteger("acked")).isEqualTo(5);
    assertThat(totals.getInteger("answered")).isEqualTo(1);
    assertThat(totals.getInteger("clarified")).isEqualTo(1);
    assertThat(totals.getInteger("handedOver")).isEqualTo(1);
    assertThat(totals.getInteger("errors")).isZero();
    assertThat(totals.getJsonObject("latencyMillis").getLong("p99")).isNotNull();
    assertThat(gateway.stored).contains("ask-1-cee257fd7d where is it");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSameCommandAgainSendsTheSameMessages(boolean socket) throws Exception {
    Path file = file("one\ntwo\nthree\n");
    assertThat(ask(gateway.target(), options(file, socket, true, true))).isZero();
    assertThat(ask(gateway.target(), options(file, socket, true, true))).isZero();

    assertThat(new JsonObject(printed).getInteger("duplicates")).isEqualTo(3);
    assertThat(new JsonObject(printed).getInteger("answered")).isEqualTo(3);
    assertThat(gateway.stored).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anotherFileAtTheSameGatewayIsAskedAnew(boolean socket) throws Exception {
    assertThat(ask(gateway.target(), options(file("one\ntwo\n"), socket, true, true))).isZero();
    assertThat(ask(gateway.target(), options(file("one\nthree\n"), socket, true, true))).isZero();

    assertThat(new JsonObject(printed).getInteger("duplicates")).isEqualTo(1);
    assertThat(new JsonObject(printed).getInteger("answered")).isEqualTo(2);
    assertThat(gateway.stored).hasSize(3);
  }

  @Test
  void linesThatSayTheSameAreAskedEach() throws Exception {
    assertThat(ask(gateway.target(), options(file("one\none\n"), false, true, true))).isZero();
    assertThat(new JsonObject(printed).getInteger("duplicates")).isZero();
    assertThat(gateway.stored).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsRefusedForNowIsTriedAgain(boolean socket) throws Exception {
    gateway.busy.set(3);
    assertThat(ask(gateway.target(), options(file("one\ntwo\n"), socket, true, true))).isZero();
    assertThat(gateway.stored).hasSize(2);
  }

  @Test
  void aBrokenSocketIsReplacedAndTheMessageIsTakenOnce() throws Exception {
    gateway.dropBeforeAck.set(2);
    assertThat(ask(gateway.target(), options(file("one\ntwo\n"), true, true, true))).isZero();
    assertThat(gateway.stored).hasSize(2);
    assertThat(new JsonObject(printed).getInteger("answered")).isEqualTo(2);
  }

  @Test
  void anAnswerThatFollowsLaterIsReadFromTheHistory() throws Exception {
    gateway.pending.set(1);
    assertThat(ask(gateway.target(), options(file("one\n"), false, true, true))).isZero();
    assertThat(new JsonObject(printed).getInteger("unanswered")).isZero();
  }

  @Test
  void whatWillNotBeTakenFailsAtOnceAndIsShown() throws Exception {
    Path file = file("fine\nit is !reused\n");
    assertThat(ask(gateway.target(), options(file, false, true, false))).isEqualTo(1);
    assertThat(printed)
        .contains("it is !reused", "failed", "409: the id stands for another text", "errors 1");
  }

  @Test
  void withoutGatewayItGivesUpWhenPatienceEnds() throws Exception {
    Target nobody = new Target(URI.create("http://127.0.0.1:1"), "demo", "k", "s");
    assertThat(ask(nobody, options(file("one\n"), false, false, true))).isEqualTo(1);
    assertThat(new JsonObject(printed).getInteger("errors")).isEqualTo(1);
  }

  @Test
  void ofTabSeparatedLinesTheLastColumnIsAskedOrTheOneNamed() throws Exception {
    Path file = file("a\tfirst\nb\tsecond\tx\n\t \n");
    assertThat(Question.read(file, 0, 10))
        .containsExactly(new Question(1, "first"), new Question(2, "x"));
    assertThat(Question.read(file, 2, 10))
        .containsExactly(new Question(1, "first"), new Question(2, "second"));
    assertThat(Question.read(file, 1, 1)).containsExactly(new Question(1, "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"我的快递到哪了呀在哪里", "where is my order", "短", "", "混合 mixed 文本"})
  void textIsFitIntoColumnsByItsWidth(String text) {
    assertThat(Cells.width(Cells.fit(text, 10))).isEqualTo(10);
  }

  private int ask(Target target, AskOptions options) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Ask(
                target,
                options,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                100)
            .run();
    printed = out.toString(StandardCharsets.UTF_8);
    return code;
  }

  private static AskOptions options(Path file, boolean socket, boolean retry, boolean json) {
    return new AskOptions(file, 0, 1000, socket, 4, "q", retry, Duration.ofSeconds(20), 100, json);
  }

  private Path file(String text) throws java.io.IOException {
    return Files.writeString(dir.resolve("questions.txt"), text);
  }
}
