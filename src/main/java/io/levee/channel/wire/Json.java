package io.levee.channel.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON text in and out: strictly UTF-8, one value, shallow. */
public final class Json {
  private static final int DEEPEST = 32;
  private static final char REPLACEMENT = '\uFFFD';

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Writes one JSON value. */
  @FunctionalInterface
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** It is not JSON; the message says where and why. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * Reads one JSON object.
   *
   * @throws Malformed if it is not UTF-8, not JSON, or no object
   */
  public static JsonNode object(Buffer bytes) throws Malformed {
    JsonNode node;
    try {
      String text = utf8(bytes.getBytes());
      JsonNode flat = FlatObject.of(text);
      if (flat != null) {
        return flat;
      }
      node = MAPPER.readTree(text);
    } catch (CharacterCodingException notUtf8) {
      throw new Malformed("it is not valid UTF-8");
    } catch (JacksonException notJson) {
      var at = notJson.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new Malformed("it is not valid JSON" + where);
    }
    if (!node.isObject()) {
      throw new Malformed("it is not a JSON object");
    }
    return node;
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // It stands for what is not UTF-8, unless it was sent: the decoder that is slower tells which.
    return text.indexOf(REPLACEMENT) < 0
        ? text
        : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Writes one value as text. */
  public static String text(Body body) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      body.write(json);
    } catch (IOException neverOnStrings) {
      throw new UncheckedIOException(neverOnStrings);
    }
    return text.toString();
  }

  /** Writes JSON text that somebody else made as a value; as a string if it is not JSON. */
  public static void embed(JsonGenerator json, String text) throws IOException {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JacksonException notJson) {
      json.writeString(text);
      return;
    }
    json.writeTree(node);
  }
}
