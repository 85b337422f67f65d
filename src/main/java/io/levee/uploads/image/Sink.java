package io.levee.uploads.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The file that is written. */
final class Sink {
  private final ByteArrayOutputStream bytes;

  Sink(int expected) {
    this.bytes = new ByteArrayOutputStream(expected);
  }

  Sink bytes(byte[] from, int at, int length) {
    bytes.write(from, at, length);
    return this;
  }

  Sink bytes(byte[] all) {
    return bytes(all, 0, all.length);
  }

  Sink u8(int value) {
    bytes.write(value);
    return this;
  }

  /** Big-endian. */
  Sink u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  /** Big-endian. */
  Sink u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  Sink u32le(long value) {
    return u8((int) value)
        .u8((int) (value >>> 8))
        .u8((int) (value >>> 16))
        .u8((int) (value >>> 24));
  }

  Sink text(String text) {
    return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  int size() {
    return bytes.size();
  }

  byte[] all() {
    return bytes.toByteArray();
  }
}
