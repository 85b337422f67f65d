package io.levee.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * JSON written by hand, straight to the bytes that go out: for what is said on every turn. Values
 * are written as the ordinary encoder writes them, to the byte; that they add up to well-formed
 * JSON is the caller's to see to.
 */
public final class JsonBytes {
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] HEX_ESCAPE = ascii("0123456789ABCDEF");
  private static final int LONGEST_CHARACTER = 3;
  private static final int LONGEST_ESCAPE = 6;
  private static final int LONGEST_INT = 11;
  private static final int ID = 36;

  /** Years of four digits. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final boolean ascii;
  private byte[] bytes;
  private int length;

  /**
   * @param room for so many bytes at first
   */
  public JsonBytes(int room) {
    this(room, false);
  }

  private JsonBytes(int room, boolean ascii) {
    this.ascii = ascii;
    bytes = new byte[room];
  }

  /**
   * One that escapes what is not ASCII: for what is kept as text, which then needs no decoding and
   * encoding.
   *
   * @param room for so many bytes at first
   */
  public static JsonBytes inAscii(int room) {
    return new JsonBytes(room, true);
  }

  /** The bytes of a piece of JSON, to be kept for {@link #raw}. */
  public static byte[] ascii(String json) {
    return json.getBytes(StandardCharsets.US_ASCII);
  }

  /** Appends a piece that was written before. */
  public JsonBytes raw(byte[] json) {
    room(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
    return this;
  }

  public JsonBytes string(String text) {
    room(text.length() * LONGEST_CHARACTER + 2);
    bytes[length++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
        bytes[length++] = (byte) c;
      } else if (c < 0x80 || ascii) {
        room((text.length() - i) * LONGEST_CHARACTER + LONGEST_ESCAPE);
        escape(c);
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xC0 | (c >> 6));
        bytes[length++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        bytes[length++] = (byte) (0xE0 | (c >> 12));
        bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (c & 0x3F));
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        pair(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        // Half a pair is no character, and has no bytes.
        bytes[length++] = '?';
      }
    }
    bytes[length++] = '"';
    return this;
  }

  private void pair(int codePoint) {
    bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
    bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
    bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
  }

  private void escape(char c) {
    char brief =
        switch (c) {
          case '"', '\\' -> c;
          case '\b' -> 'b';
          case '\t' -> 't';
          case '\n' -> 'n';
          case '\f' -> 'f';
          case '\r' -> 'r';
          default -> 0;
        };
    if (brief == 0 && c >= ' ' && c < 0x80) {
      bytes[length++] = (byte) c;
      return;
    }
    bytes[length++] = '\\';
    if (brief != 0) {
      bytes[length++] = (byte) brief;
      return;
    }
    bytes[length++] = 'u';
    bytes[length++] = HEX_ESCAPE[c >> 12];
    bytes[length++] = HEX_ESCAPE[c >> 8 & 0xF];
    bytes[length++] = HEX_ESCAPE[c >> 4 & 0xF];
    bytes[length++] = HEX_ESCAPE[c & 0xF];
  }

  /** An array of texts. */
  public JsonBytes strings(List<String> texts) {
    room(1);
    bytes[length++] = '[';
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        room(1);
        bytes[length++] = ',';
      }
      string(texts.get(i));
    }
    room(1);
    bytes[length++] = ']';
    return this;
  }

  public JsonBytes number(int value) {
    room(LONGEST_INT);
    if (value < 0) {
      return plain(Integer.toString(value));
    }
    int digits = 1;
    for (int rest = value; rest > 9; rest /= 10) {
      digits++;
    }
    digits(value, digits);
    return this;
  }

  /** One that is finite. */
  public JsonBytes number(double value) {
    return plain(Double.toString(value));
  }

  public JsonBytes flag(boolean value) {
    return raw(value ? TRUE : FALSE);
  }

  public JsonBytes id(UUID id) {
    room(ID + 2);
    bytes[length++] = '"';
    hex(id.getMostSignificantBits(), 60, 8);
    bytes[length++] = '-';
    hex(id.getMostSignificantBits(), 28, 4);
    bytes[length++] = '-';
    hex(id.getMostSignificantBits(), 12, 4);
    bytes[length++] = '-';
    hex(id.getLeastSignificantBits(), 60, 4);
    bytes[length++] = '-';
    hex(id.getLeastSignificantBits(), 44, 12);
    bytes[length++] = '"';
    return this;
  }

  private void hex(long bits, int first, int count) {
    for (int i = 0; i < count; i++) {
      bytes[length++] = HEX[(int) (bits >>> (first - 4 * i)) & 0xF];
    }
  }

  /** As {@link Instant#toString} has it. */
  public JsonBytes moment(Instant at) {
    if (at.isBefore(FIRST) || at.isAfter(LAST)) {
      return string(at.toString());
    }
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
    room(ID);
    bytes[length++] = '"';
    digits(utc.getYear(), 4);
    part('-', utc.getMonthValue());
    part('-', utc.getDayOfMonth());
    part('T', utc.getHour());
    part(':', utc.getMinute());
    part(':', utc.getSecond());
    int nanos = at.getNano();
    if (nanos > 0) {
      bytes[length++] = '.';
      if (nanos % 1_000_000 == 0) {
        digits(nanos / 1_000_000, 3);
      } else if (nanos % 1_000 == 0) {
        digits(nanos / 1_000, 6);
      } else {
        digits(nanos, 9);
      }
    }
    bytes[length++] = 'Z';
    bytes[length++] = '"';
    return this;
  }

  private void part(char before, int value) {
    bytes[length++] = (byte) before;
    digits(value, 2);
  }

  private void digits(int value, int count) {
    int rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  private JsonBytes plain(String ascii) {
    room(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  /** What was written; not to be written to any more. */
  public byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  /** The same without a copy, for who reads it once: its array may be longer. */
  public ByteBuffer written() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  /** What was written, as text. */
  @Override
  public String toString() {
    return new String(
        bytes, 0, length, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }
}
