package io.levee.pages;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One file as it is sent, in both encodings.
 *
 * @param gzipped null where compressing does not make it smaller
 * @param tag the content's hash: what the {@code ETag} is made of
 * @param headers sent with every answer, a 304 too
 */
record Asset(Buffer plain, Buffer gzipped, String type, String tag, Map<String, String> headers) {

  static Asset of(String name, byte[] content, Map<String, String> headers) {
    byte[] gzipped = gzip(content);
    return new Asset(
        Buffer.buffer(content),
        gzipped.length < content.length ? Buffer.buffer(gzipped) : null,
        type(name),
        Hash.of(content),
        Map.copyOf(headers));
  }

  static Asset of(String name, String content, Map<String, String> headers) {
    return of(name, content.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "html" -> "text/html; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no content type is known for " + name);
    };
  }
}
