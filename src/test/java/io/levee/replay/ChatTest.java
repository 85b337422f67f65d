package io.levee.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChatTest {
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

  @Test
  void linesFromAPipeAreAnsweredOneAfterTheOther() throws Exception {
    assertThat(chat("where is it\n我的快递到哪了\n", "demo-widget")).isZero();
    assertThat(printed)
        .containsSubsequence(
            "> where is it", "bot: answer to where is it", "> 我的快递到哪了", "bot: answer to 我的快递到哪了");
  }

  @Test
  void theNumberOfAnOptionSendsTheOption() throws Exception {
    assertThat(chat("which one\n2\n", "demo-widget")).isZero();
    assertThat(printed).contains("  1) track my order", "  2) return it", "answer to return it");
  }

  @Test
  void thePlaceInTheQueueIsTold() throws Exception {
    assertThat(chat("a human\nhello\n", "demo-widget")).isZero();
    assertThat(printed).contains("number 3 in the queue, about 40 seconds");
  }

  @Test
  void aBrokenConnectionIsResumedAndNothingIsSaidTwice() throws Exception {
    gateway.dropBeforeAck.set(1);
    gateway.busy.set(1);
    assertThat(chat("one\ntwo\n", "demo-widget")).isZero();
    assertThat(gateway.stored).hasSize(2);
    assertThat(printed)
        .containsOnlyOnce("answer to one")
        .containsOnlyOnce("answer to two")
        .contains("trying again", "Connected again");
  }

  @Test
  void aWrongKeyIsSaidPlainly() throws Exception {
    assertThat(chat("one\n", "wrong")).isEqualTo(1);
    assertThat(printed).contains("401: no such widgetKey");
  }

  private int chat(String typed, String widgetKey) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        new Chat(gateway.target(), widgetKey, Language.EN, false)
            .run(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8));
    printed = out.toString(StandardCharsets.UTF_8);
    return code;
  }
}
