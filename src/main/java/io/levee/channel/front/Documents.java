package io.levee.channel.front;

import io.levee.channel.wire.Exchange;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The published contract: files of the classpath, read once. */
final class Documents {
  private static final String FOLDER = "/io/levee/api";

  private final Map<String, Buffer> byPath;

  private Documents(Map<String, Buffer> byPath) {
    this.byPath = byPath;
  }

  static Documents ofClasspath() {
    Map<String, Buffer> byPath = new LinkedHashMap<>();
    for (String path : new String[] {"/openapi.yaml", "/asyncapi.yaml"}) {
      try (InputStream file = Documents.class.getResourceAsStream(FOLDER + path)) {
        if (file == null) {
          throw new IllegalStateException(FOLDER + path + " is not on the classpath");
        }
        byPath.put(path, Buffer.buffer(file.readAllBytes()));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return new Documents(byPath);
  }

  boolean has(String path) {
    return byPath.containsKey(path);
  }

  /** For anybody, from any page: it is public. */
  void serve(Exchange exchange, String path) {
    exchange
        .header("Cache-Control", "public, max-age=300")
        .end(200, "application/yaml", byPath.get(path));
  }
}
