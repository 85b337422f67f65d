package io.levee.replay.load;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A connection that asks one question after the other over HTTP/1.1 (RFC 9112). Confined to its
 * event loop.
 */
final class HttpLine {
  /** Told once a request. */
  interface Answer {
    /** The body's bytes are valid during the call only. */
    void answered(int status, long retryAfterMillis, byte[] bytes, int from, int to);

    void failed(String why);
  }

  private static final byte[] NOTHING = {};

  private final NetSocket socket;
  private byte[] rest = NOTHING;
  private Answer waiting;
  private boolean closed;
  private Runnable whenClosed = () -> {};

  HttpLine(NetSocket socket) {
    this.socket = socket;
    socket.handler(this::received);
    socket.exceptionHandler(broken -> closed("connection lost: " + broken.getMessage()));
    socket.closeHandler(gone -> closed("connection closed"));
  }

  void whenClosed(Runnable told) {
    whenClosed = told;
  }

  boolean isClosed() {
    return closed;
  }

  /** Asks; the answer to the last request must be there. */
  void send(byte[] request, Answer answer) {
    waiting = answer;
    socket.write(BufferInternal.buffer(Unpooled.wrappedBuffer(request)));
  }

  void close() {
    closed = true;
    socket.close();
  }

  private void closed(String why) {
    if (closed) {
      return;
    }
    closed = true;
    whenClosed.run();
    if (waiting != null) {
      Answer told = waiting;
      waiting = null;
      told.failed(why);
    }
  }

  private void received(Buffer buffer) {
    byte[] bytes = buffer.getBytes();
    if (rest.length > 0) {
      byte[] joined = Arrays.copyOf(rest, rest.length + bytes.length);
      System.arraycopy(bytes, 0, joined, rest.length, bytes.length);
      bytes = joined;
    }
    rest = bytes;
    int head = headEnd(bytes);
    if (head < 0 || waiting == null) {
      return;
    }
    String text = new String(bytes, 0, head, StandardCharsets.ISO_8859_1);
    int status = Integer.parseInt(text.substring(9, 12));
    String lower = text.toLowerCase(Locale.ROOT);
    long retryAfter = (long) (1000 * number(field(lower, "retry-after"), 0));
    boolean goodbye = field(lower, "connection").equals("close");
    if (field(lower, "transfer-encoding").equals("chunked")) {
      byte[] whole = unchunked(bytes, head + 4);
      if (whole != null) {
        done(goodbye, status, retryAfter, whole, 0, whole.length);
      }
      return;
    }
    int length = (int) number(field(lower, "content-length"), 0);
    if (bytes.length >= head + 4 + length) {
      done(goodbye, status, retryAfter, bytes, head + 4, head + 4 + length);
    }
  }

  private void done(boolean goodbye, int status, long retryAfter, byte[] bytes, int from, int to) {
    rest = NOTHING;
    Answer told = waiting;
    waiting = null;
    if (goodbye) {
      closed = true;
      whenClosed.run();
      socket.close();
    }
    told.answered(status, retryAfter, bytes, from, to);
  }

  private static int headEnd(byte[] bytes) {
    for (int i = 3; i < bytes.length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i - 3;
      }
    }
    return -1;
  }

  private static String field(String head, String name) {
    int at = head.indexOf("\r\n" + name + ":");
    if (at < 0) {
      return "";
    }
    int start = at + name.length() + 3;
    int end = head.indexOf("\r\n", start);
    return head.substring(start, end < 0 ? head.length() : end).strip();
  }

  private static double number(String text, double otherwise) {
    try {
      return text.isEmpty() ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException aDate) {
      return 1;
    }
  }

  /** The body; null while it is not all there. */
  private static byte[] unchunked(byte[] bytes, int from) {
    byte[] body = new byte[bytes.length];
    int length = 0;
    int at = from;
    while (true) {
      int line = at;
      while (line + 1 < bytes.length && bytes[line] != '\r') {
        line++;
      }
      if (line + 1 >= bytes.length) {
        return null;
      }
      String size = new String(bytes, at, line - at, StandardCharsets.US_ASCII);
      int chunk = Integer.parseInt(size.split(";")[0].strip(), 16);
      at = line + 2;
      if (at + chunk + 2 > bytes.length) {
        return null;
      }
      if (chunk == 0) {
        return Arrays.copyOf(body, length);
      }
      System.arraycopy(bytes, at, body, length, chunk);
      length += chunk;
      at += chunk + 2;
    }
  }
}
