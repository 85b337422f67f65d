package io.levee.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files of the classpath. */
final class Resource {
  private Resource() {}

  /**
   * @param path absolute, such as {@code /io/levee/pages/widget.js}
   * @throws IllegalStateException if there is none
   */
  static byte[] bytes(String path) {
    try (InputStream file = Resource.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException(path + " is not on the classpath");
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }
}
