package io.levee.channel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlatObjectTest {
  private static final ObjectMapper PARSER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"message\",\"messageId\":\"m-1\",\"text\":\"您好，我的包裹到哪了？😀\"}",
        " {\t\"a\" : \"\" ,\r\n \"b\":\"/\u007f\ufffd\" } \n",
        "{\"\":\" \"}",
      })
  void readsFlatObjectsAsTheParserDoes(String json) throws Exception {
    assertThat(FlatObject.of(json)).isEqualTo(PARSER.readTree(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "\"a\"",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":\"b\"",
        "{\"a\":\"b\",}",
        "{\"a\":\"b\"}}",
        "{\"a\":\"b\"} x",
        "{\"a\":\"b\" \"c\":\"d\"}",
        "{\"a\":\"b",
        "{a:\"b\"}",
        "{'a':'b'}",
        "{\"a\":1}",
        "{\"a\":null}",
        "{\"a\":true}",
        "{\"a\":{\"b\":\"c\"}}",
        "{\"a\":[\"b\"]}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\\n\":\"b\"}",
        "{\"a\":\"line\nline\"}",
        "{\"a\":\"b\",\"a\":\"c\"}",
        "\ufeff{\"a\":\"b\"}",
        "\u00a0{\"a\":\"b\"}",
      })
  void leavesAllElseToTheParser(String json) {
    assertThat(FlatObject.of(json)).isNull();
  }

  @Test
  void leavesLongOnesToTheParser() {
    assertThat(FlatObject.of("{\"" + "a".repeat(60_000) + "\":\"b\"}")).isNull();
  }

  @Test
  void neverReadsWhatTheParserReadsOtherwise() throws Exception {
    Random random = new Random(11);
    String pieces = "{}:,\"\"\"\"ab中 \n\\[]1";
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder json = new StringBuilder("{\"");
      for (int n = random.nextInt(12); n > 0; n--) {
        json.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      json.append("\"}");
      JsonNode flat = FlatObject.of(json.toString());
      if (flat != null) {
        read++;
        assertThat(flat).isEqualTo(PARSER.readTree(json.toString()));
      }
    }
    assertThat(read).isPositive();
  }
}
