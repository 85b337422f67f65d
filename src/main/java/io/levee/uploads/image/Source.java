package io.levee.uploads.image;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A file, or a part of one, read from its beginning; never past its end. */
final class Source {
  private final byte[] bytes;
  private final Format format;
  private final int end;
  private int at;

  Source(byte[] bytes, Format format) {
    this(bytes, format, 0, bytes.length);
  }

  private Source(byte[] bytes, Format format, int from, int end) {
    this.bytes = bytes;
    this.format = format;
    this.at = from;
    this.end = end;
  }

  /** Where the next byte is, counted from the beginning of the file. */
  int at() {
    return at;
  }

  int left() {
    return end - at;
  }

  NotTaken broken(String how) {
    return new NotTaken(
        NotTaken.Why.BROKEN, "the " + format + " is broken: " + how + "; save it anew");
  }

  private void need(long count) throws NotTaken {
    if (count < 0 || count > left()) {
      throw broken("it ends too early");
    }
  }

  Source skip(long count) throws NotTaken {
    need(count);
    at += (int) count;
    return this;
  }

  /** Goes to the next byte of that value. */
  void skipTo(int value) throws NotTaken {
    byte wanted = (byte) value;
    while (at < end && bytes[at] != wanted) {
      at++;
    }
    need(1);
  }

  /** The next so many bytes, as a source of their own. */
  Source take(long count) throws NotTaken {
    skip(count);
    return new Source(bytes, format, at - (int) count, at);
  }

  int u8() throws NotTaken {
    need(1);
    return bytes[at++] & 0xff;
  }

  /** The byte so far ahead, without going there. */
  int peek(int ahead) throws NotTaken {
    need(ahead + 1L);
    return bytes[at + ahead] & 0xff;
  }

  /** Big-endian. */
  int u16() throws NotTaken {
    return u8() << 8 | u8();
  }

  /** Big-endian. */
  long u32() throws NotTaken {
    return (long) u16() << 16 | u16();
  }

  int u16le() throws NotTaken {
    return u8() | u8() << 8;
  }

  int u24le() throws NotTaken {
    return u16le() | u8() << 16;
  }

  long u32le() throws NotTaken {
    return u16le() | (long) u16le() << 16;
  }

  /** The next so many bytes as text, a character each. */
  String text(int length) throws NotTaken {
    need(length);
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
  }

  boolean begins(String with) {
    if (left() < with.length()) {
      return false;
    }
    for (int i = 0; i < with.length(); i++) {
      if ((bytes[at + i] & 0xff) != with.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Writes all between a place and here. */
  void copy(int from, Sink to) {
    to.bytes(bytes, from, at - from);
  }

  /** The checksum of all between a place and here. */
  long crc(int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, at - from);
    return crc.getValue();
  }
}
