package io.levee.bench;

import java.nio.ByteBuffer;

/**
 * A WebSocket. Frames are masked with zeros, as RFC 6455 allows a client that has nothing to hide,
 * so that they can be made beforehand.
 *
 * @param path of the socket
 * @param hello whether the server wants one
 */
record SocketTalk(String path, boolean hello, String text) implements Talk {
  private static final int OPCODE = 0x0F;
  private static final int CLOSE = 0x08;
  private static final int PING = 0x09;
  private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};
  private static final int NO_CODE = 1005;
  private static final byte[] END = Talk.bytes("\r\n\r\n");
  private static final byte[] ACK = Talk.bytes("{\"type\":\"ack\"");
  private static final byte[] BUSY = Talk.bytes("{\"type\":\"busy\"");
  private static final byte[] ERROR = Talk.bytes("{\"type\":\"error\"");
  private static final byte[] WELCOME = Talk.bytes("{\"type\":\"welcome\"");
  private static final byte[] ECHO = Talk.bytes("{\"type\":\"message\",\"messageId\"");
  private static final byte[] ID = Talk.bytes("\"messageId\":\"b");

  @Override
  public byte[] greeting() {
    String upgrade =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    return Talk.bytes(upgrade);
  }

  @Override
  public byte[] hello(String token) {
    return hello ? frame("{\"type\":\"hello\",\"token\":\"" + token + "\"}") : new byte[0];
  }

  @Override
  public byte[] message(String token) {
    return frame(
        "{\"type\":\"message\",\"messageId\":\"b" + ZEROS + "\",\"text\":\"" + text + "\"}");
  }

  private static byte[] frame(String json) {
    byte[] payload = Talk.bytes(json);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
    frame.put((byte) 0x81);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    frame.putInt(0).put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  @Override
  public void hear(ByteBuffer in, Heard heard) {
    if (in.hasRemaining() && in.get(in.position()) == 'H') {
      int end = Talk.find(in, END, in.position(), in.limit());
      if (end < 0) {
        return;
      }
      in.position(end + END.length);
      heard.upgraded();
    }
    while (in.remaining() >= 2) {
      int start = in.position();
      int length = in.get(start + 1) & 0x7F;
      int header = length < 126 ? 2 : length == 126 ? 4 : 10;
      if (in.remaining() < header) {
        return;
      }
      if (length == 126) {
        length = in.getShort(start + 2) & 0xFFFF;
      } else if (length == 127) {
        length = (int) in.getLong(start + 2);
      }
      if (in.remaining() < header + length) {
        return;
      }
      int opcode = in.get(start) & OPCODE;
      if (opcode == CLOSE) {
        heard.closed(length < 2 ? NO_CODE : in.getShort(start + header) & 0xFFFF);
      } else if (opcode == PING) {
        heard.pinged(PONG);
      } else {
        payload(in, start + header, start + header + length, heard);
      }
      in.position(start + header + length);
    }
  }

  private static void payload(ByteBuffer in, int from, int to, Heard heard) {
    if (starts(in, ACK, from, to) || starts(in, ECHO, from, to)) {
      heard.answered(id(in, from, to));
    } else if (starts(in, BUSY, from, to) || starts(in, ERROR, from, to)) {
      heard.refused(id(in, from, to));
    } else if (starts(in, WELCOME, from, to)) {
      heard.welcome();
    }
  }

  private static boolean starts(ByteBuffer in, byte[] what, int from, int to) {
    return Talk.find(in, what, from, Math.min(to, from + what.length)) == from;
  }

  private static long id(ByteBuffer in, int from, int to) {
    int at = Talk.find(in, ID, from, to);
    return at < 0 ? -1 : Talk.number(in, at + ID.length);
  }
}
