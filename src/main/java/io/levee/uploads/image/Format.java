package io.levee.uploads.image;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The formats that are taken, told by the first bytes of a file and by nothing else. */
public enum Format {
  JPEG("image/jpeg"),
  PNG("image/png"),
  GIF("image/gif"),
  WEBP("image/webp");

  private final String type;

  Format(String type) {
    this.type = type;
  }

  /** The media type. */
  public String type() {
    return type;
  }

  /** What the file is; empty when it is none of these. */
  public static Optional<Format> of(byte[] file) {
    if (begins(file, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (begins(file, 0, Png.SIGNATURE)) {
      return Optional.of(PNG);
    }
    if (begins(file, 0, "GIF87a") || begins(file, 0, "GIF89a")) {
      return Optional.of(GIF);
    }
    return begins(file, 0, "RIFF") && begins(file, 8, "WEBP")
        ? Optional.of(WEBP)
        : Optional.empty();
  }

  private static boolean begins(byte[] file, int at, String with) {
    byte[] wanted = with.getBytes(StandardCharsets.ISO_8859_1);
    if (file.length < at + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (file[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
