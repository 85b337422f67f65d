package io.levee.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Form;
import io.levee.conversation.Grade;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Handover;
import io.levee.conversation.Language;
import io.levee.conversation.Session;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class SessionCodecTest {
  private final ConversationId id =
      ConversationId.mint(Instant.parse("2026-11-11T00:00:00Z"), RandomGenerator.getDefault());
  private final Session start =
      Session.start(id, new Customer("demo", "c\"1", "小美", "vip"), Language.ZH);

  @Test
  void whatWasWrittenIsReadBack() {
    Session later =
        start
            .at(7)
            .with(
                start
                    .talk()
                    .heard(Language.EN, 2)
                    .answered("order.track", List.of("退货", "人工"))
                    .missed(List.of()))
            .with(
                HandledBy.HUMAN,
                Handover.waiting("general", "requested").takenBy("alice", "Alice"));
    assertThat(SessionCodec.decode(SessionCodec.encode(later))).isEqualTo(later);
    assertThat(SessionCodec.decode(SessionCodec.encode(start.close()))).isEqualTo(start.close());
  }

  @Test
  void whatASkillWasToldSoFarIsReadBack() {
    Form form = Form.blank("return").with("order", "LV1").asking("reason", List.of("尺码", "其他"));
    Session later =
        start
            .with(start.talk().begun(Form.blank("track").aside()).begun(form.missed()).about("LV1"))
            .with(HandledBy.QUEUE, Handover.waiting("vip", "angry").of(Grade.CRISIS).readLater());
    assertThat(SessionCodec.decode(SessionCodec.encode(later))).isEqualTo(later);
  }

  @Test
  void whatIsWrittenByHandIsWhatTheOrdinaryEncoderWrites() throws Exception {
    Form form =
        Form.blank("return")
            .with("order", "LV\"1")
            .with("reason", "尺\n码😀")
            .asking("size", List.of("大", "小"));
    Session later =
        start
            .at(Integer.MAX_VALUE)
            .with(
                start
                    .talk()
                    .heard(Language.EN, 2)
                    .heard(Language.ZH, 5)
                    .answered("order.track", List.of("退货 \\", "\u0001"))
                    .answered("refund", List.of())
                    .missed(List.of("人工"))
                    .begun(Form.blank("track"))
                    .begun(form)
                    .about("LV1"))
            .with(
                HandledBy.HUMAN,
                Handover.waiting("general", "angry").of(Grade.SERIOUS).takenBy("a", "阿\t林"))
            .close();
    ObjectMapper ordinary =
        new ObjectMapper()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
            .addMixIn(Customer.class, CustomerParts.class)
            .registerModule(
                new SimpleModule()
                    .addSerializer(ConversationId.class, ToStringSerializer.instance));

    assertThat(SessionCodec.encode(later)).isEqualTo(ordinary.writeValueAsString(later));
  }

  @Test
  void whatIsSeldomThereIsNotWritten() {
    Session plain = Session.start(id, new Customer("demo", "c1", "", ""), Language.ZH).at(2);
    String json = SessionCodec.encode(plain);
    assertThat(json)
        .isEqualTo(
            "{\"id\":\""
                + id
                + "\",\"customer\":{\"storefront\":\"demo\",\"id\":\"c1\"},\"lastSeq\":2,"
                + "\"handledBy\":\"BOT\",\"talk\":{\"language\":\"ZH\",\"offered\":[],"
                + "\"intents\":[],\"sentiments\":[]}}");
    assertThat(SessionCodec.decode(json)).isEqualTo(plain);
  }

  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
  @JsonIgnoreProperties("lane")
  private interface CustomerParts {}

  @Test
  void aFieldOfANewerGatewayIsPassedOver() {
    String json = SessionCodec.encode(start).replaceFirst("\\{", "{\"later\":[1],");
    assertThat(SessionCodec.decode(json)).isEqualTo(start);
  }

  @Test
  void whatIsNoSessionSaysSo() {
    assertThatThrownBy(() -> SessionCodec.decode("{\"id\":\"x\"}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
