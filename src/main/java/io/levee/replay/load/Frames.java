package io.levee.replay.load;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What is sent, as bytes made beforehand: a text's frame differs from the next only in its number.
 * Frames are masked with zero, which <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.3">
 * RFC 6455</a> allows no browser to do, and which saves a load tester a pass over every byte.
 */
final class Frames {
  static final int TEXT = 0x81;
  static final int CLOSE = 0x88;
  static final int PONG = 0x8A;

  private static final int KEPT = 20_000;
  private static final byte[] MESSAGE = ascii("{\"type\":\"message\",\"messageId\":\"m");
  private static final byte[] BODY = ascii("{\"messageId\":\"m");
  private static final byte[] END = ascii("}");

  private final Map<String, byte[]> tails = new HashMap<>();

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] text(String json) {
    return frame(TEXT, ascii(json));
  }

  static byte[] frame(int opcode, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    int head = length < 126 ? 6 : length < 65_536 ? 8 : 14;
    byte[] frame = new byte[head + length];
    frame[0] = (byte) opcode;
    if (head == 6) {
      frame[1] = (byte) (0x80 | length);
    } else if (head == 8) {
      frame[1] = (byte) (0x80 | 126);
      frame[2] = (byte) (length >> 8);
      frame[3] = (byte) length;
    } else {
      frame[1] = (byte) (0x80 | 127);
      frame[6] = (byte) (length >> 24);
      frame[7] = (byte) (length >> 16);
      frame[8] = (byte) (length >> 8);
      frame[9] = (byte) length;
    }
    int at = head;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, frame, at, part.length);
      at += part.length;
    }
    return frame;
  }

  /** A shopper's message over a socket. */
  byte[] message(long number, String text) {
    return frame(TEXT, MESSAGE, digits(number), tail(text), END);
  }

  /**
   * A shopper's message over HTTP, head and body.
   *
   * @param head the request's head up to the value of Content-Length
   */
  byte[] post(byte[] head, long number, String text) {
    byte[] digits = digits(number);
    byte[] tail = tail(text);
    int length = BODY.length + digits.length + tail.length + END.length;
    byte[] size = ascii(length + "\r\n\r\n");
    byte[] all = new byte[head.length + size.length + length];
    int at = 0;
    for (byte[] part : new byte[][] {head, size, BODY, digits, tail, END}) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static byte[] digits(long number) {
    return ascii(Long.toString(number));
  }

  /** From the quote after the number to the end of the text. */
  private byte[] tail(String text) {
    byte[] known = tails.get(text);
    if (known != null) {
      return known;
    }
    byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    byte[] before = ascii("\",\"text\":\"");
    byte[] tail = new byte[before.length + quoted.length + 1];
    System.arraycopy(before, 0, tail, 0, before.length);
    System.arraycopy(quoted, 0, tail, before.length, quoted.length);
    tail[tail.length - 1] = '"';
    if (tails.size() < KEPT) {
      tails.put(text, tail);
    }
    return tail;
  }
}
