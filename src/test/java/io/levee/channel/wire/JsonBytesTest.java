package io.levee.channel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.levee.json.JsonBytes;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonBytesTest {
  static Stream<String> texts() {
    StringBuilder lowest = new StringBuilder();
    for (char c = 0; c < 0x180; c++) {
      lowest.append(c);
    }
    return Stream.concat(
        Stream.of(
            "",
            "您的包裹今天会到，请留意短信。",
            "say \"hi\" \\ or / not",
            "one\ntwo\r\n\tthree\f\b",
            "\u0000\u0001\u001f\u007f\u0080\u07ff\u0800\u2028\u2029\ufffd\uffff",
            "😀👩‍👩‍👧‍👦🇨🇳 𠮷野家",
            "half \ud83d and \ude00 and \ude00\ud83d",
            "ends in half \ud83d",
            lowest.toString(),
            "\u0007".repeat(1_000),
            "𠮷\"".repeat(500)),
        new Random(7).longs(200).mapToObj(JsonBytesTest::random));
  }

  private static String random(long seed) {
    Random random = new Random(seed);
    char[] chars = new char[random.nextInt(40)];
    for (int i = 0; i < chars.length; i++) {
      chars[i] =
          (char)
              switch (random.nextInt(4)) {
                case 0 -> random.nextInt(0x80);
                case 1 -> 0x4E00 + random.nextInt(0x2000);
                case 2 -> 0xD800 + random.nextInt(0x800);
                default -> random.nextInt(0x10000);
              };
    }
    return new String(chars);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void writesAsciiAsTheOrdinaryEncoderDoes(String text) throws Exception {
    String ordinary =
        new ObjectMapper()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
            .writeValueAsString(text);
    assertThat(JsonBytes.inAscii(1).string(text)).hasToString(ordinary);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void writesTextsAsTheOrdinaryEncoderDoes(String text) {
    byte[] ordinary = Json.text(json -> json.writeString(text)).getBytes(StandardCharsets.UTF_8);

    assertThat(new JsonBytes(0).string(text).bytes()).isEqualTo(ordinary);
    assertThat(new JsonBytes(100_000).string(text).bytes()).isEqualTo(ordinary);
  }

  @Test
  void writesListsOfTexts() {
    assertThat(new JsonBytes(0).strings(List.of())).hasToString("[]");
    assertThat(new JsonBytes(0).strings(List.of("退货", "a\"b", "")))
        .hasToString("[\"退货\",\"a\\\"b\",\"\"]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 99, 100, 12_345, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
  void writesNumbers(int number) {
    assertThat(new JsonBytes(1).number(number)).hasToString(Integer.toString(number));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 0.5, 0.9873214, 1e-7, 123456789.125, -0.25, Double.MIN_VALUE})
  void writesFractionsAsTheOrdinaryEncoderDoes(double number) {
    assertThat(new JsonBytes(1).number(number)).hasToString(Json.text(j -> j.writeNumber(number)));
  }

  @Test
  void writesMomentsAsTheyAreToldInWords() {
    Random random = new Random(3);
    Stream.concat(
            Stream.of(
                    "0001-01-01T00:00:00Z",
                    "0000-12-31T23:59:59.999999999Z",
                    "1969-12-31T23:59:59.001Z",
                    "1970-01-01T00:00:00Z",
                    "2024-02-29T12:00:00.000001Z",
                    "2025-11-11T00:00:00.120Z",
                    "2025-11-11T00:00:00.000000010Z",
                    "9999-12-31T23:59:59Z",
                    "9999-12-31T23:59:59.999Z",
                    "+10000-01-01T00:00:00Z",
                    "-0001-01-01T00:00:00Z")
                .map(Instant::parse),
            random
                .longs(500, -80_000_000_000L, 300_000_000_000L)
                .mapToObj(second -> Instant.ofEpochSecond(second, random.nextInt(1_000_000_000))))
        .forEach(at -> assertThat(new JsonBytes(1).moment(at)).hasToString("\"" + at + '"'));
  }

  @Test
  void writesIds() {
    for (UUID id :
        List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(0x123456789abcdefL, 0xfedcba98L))) {
      assertThat(new JsonBytes(1).id(id)).hasToString("\"" + id + '"');
    }
  }

  @Test
  void readsTheReplacementCharacterThatWasSentAndNothingThatIsNoUtf8() throws Exception {
    Buffer sent = Buffer.buffer("{\"text\":\"\ufffd 您好 😀\"}");

    assertThat(Json.object(sent).path("text").textValue()).isEqualTo("\ufffd 您好 😀");
    for (byte[] broken :
        List.of(
            new byte[] {'{', '"', (byte) 0xC3, '"', '}'},
            new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'},
            new byte[] {'{', '}', (byte) 0xFF})) {
      assertThatExceptionOfType(Json.Malformed.class)
          .isThrownBy(() -> Json.object(Buffer.buffer(broken)))
          .withMessageContaining("UTF-8");
    }
  }
}
