package io.levee.replay.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanTest {
  private final Scan scan = new Scan();

  private boolean read(String json) {
    byte[] bytes = ("xx" + json + "yy").getBytes(StandardCharsets.UTF_8);
    return scan.read(bytes, 2, bytes.length - 2);
  }

  @Test
  void anAcknowledgementIsRead() {
    assertThat(
            read(
                "{\"type\":\"ack\",\"conversationId\":\"0190a7b2-5c1d-7e3f-8a4b-00000000000f\","
                    + "\"messageId\":\"m1234567\",\"seq\":16,\"duplicate\":true}"))
        .isTrue();
    assertThat(scan.type).isEqualTo(Scan.Type.ACK);
    assertThat(scan.message).isEqualTo(1_234_567);
    assertThat(scan.seq).isEqualTo(16);
    assertThat(scan.duplicate).isTrue();
    assertThat(scan.hasConversation).isTrue();
    assertThat(new java.util.UUID(scan.conversationHigh, scan.conversationLow))
        .hasToString("0190a7b2-5c1d-7e3f-8a4b-00000000000f");
  }

  @Test
  void whatStandsInTextsAndDeeperObjectsIsSteppedOver() {
    JsonObject frame =
        new JsonObject()
            .put("queue", new JsonObject().put("seq", 77).put("type", "ack"))
            .put("type", "message")
            .put("text", "\"seq\":5, {\"type\":\"busy\"} \\ \" ] }")
            .put("options", new JsonArray().add("a\"]").add(new JsonArray().add("b")))
            .put("from", "bot")
            .put("seq", 9)
            .put("degraded", true);
    assertThat(read(frame.encode())).isTrue();
    assertThat(scan.type).isEqualTo(Scan.Type.MESSAGE);
    assertThat(scan.seq).isEqualTo(9);
    assertThat(scan.from).isEqualTo((byte) 'b');
    assertThat(scan.degraded).isTrue();
    assertThat(read(frame.encodePrettily())).isTrue();
    assertThat(scan.seq).isEqualTo(9);
  }

  @Test
  void repliesOverHttpAreCountedAndTheirOrderIsSeen() {
    assertThat(
            read(
                "{\"seq\":3,\"messageId\":\"m1\",\"handledBy\":\"human\",\"replies\":[{\"seq\":4,\"text\":\"}\"},"
                    + "{\"text\":\"x\",\"seq\":5}]}"))
        .isTrue();
    assertThat(scan.seq).isEqualTo(3);
    assertThat(scan.human).isTrue();
    assertThat(scan.replies).isEqualTo(2);
    assertThat(scan.repliesInOrder).isTrue();
    assertThat(read("{\"seq\":3,\"replies\":[{\"seq\":5},{\"seq\":4}]}")).isTrue();
    assertThat(scan.repliesInOrder).isFalse();
  }

  @Test
  void nothingIsLeftOverFromTheFrameBefore() {
    read("{\"type\":\"busy\",\"messageId\":\"m5\",\"retryAfterMillis\":800,\"duplicate\":true}");
    assertThat(scan.retryAfterMillis).isEqualTo(800);
    assertThat(read("{\"type\":\"welcome\",\"conversationId\":null,\"seq\":0}")).isTrue();
    assertThat(scan.type).isEqualTo(Scan.Type.WELCOME);
    assertThat(scan.hasConversation).isFalse();
    assertThat(scan.message).isEqualTo(-1);
    assertThat(scan.retryAfterMillis).isZero();
    assertThat(scan.duplicate).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"seq\":1", "nonsense", "{\"text\":\"open"})
  void whatIsNoObjectIsRefused(String text) {
    assertThat(read(text)).isFalse();
  }
}
