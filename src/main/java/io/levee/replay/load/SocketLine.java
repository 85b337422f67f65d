package io.levee.replay.load;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The client's side of a WebSocket (RFC 6455), as much as a load tester needs and no more: text
 * frames, pings answered, closing. Confined to the socket's event loop.
 */
final class SocketLine {
  /** Told in this order: opened, frames, closed. Closed is told once, and may come first. */
  interface Listener {
    void opened();

    /** A text message's bytes, valid during the call only. */
    void frame(byte[] bytes, int from, int to);

    /**
     * @param code as the server gave it; 1006 when it gave none
     */
    void closed(int code, String why);
  }

  private static final byte[] NOTHING = {};
  private static final String KEY = "bGV2ZWUtbG9hZC10ZXN0ZQ==";

  private final NetSocket socket;
  private final Listener listener;
  private byte[] rest = NOTHING;
  private byte[] message = NOTHING;
  private boolean open;
  private boolean deaf;
  private boolean closed;
  private int code = 1006;
  private String why = "connection lost";

  SocketLine(NetSocket socket, String host, String path, Listener listener) {
    this.socket = socket;
    this.listener = listener;
    socket.handler(this::received);
    socket.exceptionHandler(broken -> why = String.valueOf(broken.getMessage()));
    socket.closeHandler(gone -> closed());
    socket.write(
        Buffer.buffer(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                + KEY
                + "\r\nSec-WebSocket-Version: 13\r\n\r\n"));
  }

  /** Sends a frame of {@link Frames}. */
  void write(byte[] frame) {
    if (!closed) {
      socket.write(BufferInternal.buffer(Unpooled.wrappedBuffer(frame)));
    }
  }

  void pause() {
    socket.pause();
  }

  void resume() {
    socket.resume();
  }

  /** Says goodbye and hangs up. */
  void close() {
    write(Frames.frame(Frames.CLOSE, new byte[] {3, (byte) 0xE8}));
    socket.close();
  }

  /** Hangs up without a word, as when a phone loses its net. */
  void drop() {
    deaf = true;
    socket.close();
  }

  private void closed() {
    if (!closed) {
      closed = true;
      listener.closed(code, why);
    }
  }

  private void received(Buffer buffer) {
    if (deaf) {
      return;
    }
    byte[] bytes = buffer.getBytes();
    if (rest.length > 0) {
      byte[] joined = Arrays.copyOf(rest, rest.length + bytes.length);
      System.arraycopy(bytes, 0, joined, rest.length, bytes.length);
      bytes = joined;
    }
    int at = open ? 0 : handshake(bytes);
    if (open) {
      at = frames(bytes, at);
    }
    rest = at == bytes.length ? NOTHING : Arrays.copyOfRange(bytes, at, bytes.length);
  }

  /** How many bytes the server's answer took; 0 while it is not all there. */
  private int handshake(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 8_192), StandardCharsets.ISO_8859_1);
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return 0;
    }
    if (!head.startsWith("HTTP/1.1 101")) {
      String status = head.substring(0, Math.max(0, head.indexOf("\r\n")));
      why = "no WebSocket: " + status;
      code = status.length() > 12 ? Integer.parseInt(status.substring(9, 12)) : 1006;
      socket.close();
      return bytes.length;
    }
    open = true;
    listener.opened();
    return end + 4;
  }

  /** How many bytes whole frames took. */
  private int frames(byte[] bytes, int from) {
    int at = from;
    while (bytes.length - at >= 2 && !deaf) {
      int head = 2;
      long length = bytes[at + 1] & 0x7F;
      if (length == 126) {
        head = 4;
      } else if (length == 127) {
        head = 10;
      }
      if (bytes.length - at < head) {
        return at;
      }
      if (head > 2) {
        length = 0;
        for (int i = 2; i < head; i++) {
          length = (length << 8) | (bytes[at + i] & 0xFF);
        }
      }
      if (bytes.length - at - head < length) {
        return at;
      }
      int start = at + head;
      at = start + (int) length;
      frame(bytes[start - head], bytes, start, at);
    }
    return at;
  }

  private void frame(byte first, byte[] bytes, int start, int end) {
    switch (first & 0x0F) {
      case 0, 1 -> {
        if ((first & 0x80) != 0 && message.length == 0) {
          listener.frame(bytes, start, end);
        } else {
          byte[] longer = Arrays.copyOf(message, message.length + end - start);
          System.arraycopy(bytes, start, longer, message.length, end - start);
          message = (first & 0x80) != 0 ? NOTHING : longer;
          if ((first & 0x80) != 0) {
            listener.frame(longer, 0, longer.length);
          }
        }
      }
      case 8 -> {
        if (end - start >= 2) {
          code = ((bytes[start] & 0xFF) << 8) | (bytes[start + 1] & 0xFF);
          why = new String(bytes, start + 2, end - start - 2, StandardCharsets.UTF_8);
        }
        close();
      }
      case 9 -> write(Frames.frame(Frames.PONG, Arrays.copyOfRange(bytes, start, end)));
      default -> {}
    }
  }
}
