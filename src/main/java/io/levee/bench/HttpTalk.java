package io.levee.bench;

import java.nio.ByteBuffer;

/**
 * HTTP/1.1 over a connection that stays.
 *
 * @param wanted what a good answer contains; empty: whatever it says
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record HttpTalk(String path, String text, byte[] wanted) implements Talk {
  private static final byte[] END = Talk.bytes("\r\n\r\n");
  private static final byte[] LENGTH = Talk.bytes("content-length: ");
  private static final int STATUS_AT = 9;

  @Override
  public byte[] greeting() {
    return new byte[0];
  }

  @Override
  public byte[] hello(String token) {
    return new byte[0];
  }

  @Override
  public byte[] message(String token) {
    String body = "{\"messageId\":\"b" + ZEROS + "\",\"text\":\"" + text + "\"}";
    return Talk.bytes(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + Talk.bytes(body).length
            + "\r\n\r\n"
            + body);
  }

  @Override
  public void hear(ByteBuffer in, Heard heard) {
    while (in.hasRemaining()) {
      int start = in.position();
      int end = Talk.find(in, END, start, in.limit());
      if (end < 0) {
        return;
      }
      int length = length(in, start, end);
      if (in.limit() - end - END.length < length) {
        return;
      }
      int after = end + END.length + length;
      if (in.get(start + STATUS_AT) == '2'
          && (wanted.length == 0 || Talk.find(in, wanted, end, after) >= 0)) {
        heard.answered(-1);
      } else {
        heard.refused(-1);
      }
      in.position(after);
    }
  }

  private static int length(ByteBuffer in, int from, int to) {
    for (int i = from; i < to - LENGTH.length; i++) {
      int k = 0;
      while (k < LENGTH.length && Character.toLowerCase(in.get(i + k)) == LENGTH[k]) {
        k++;
      }
      if (k == LENGTH.length) {
        int n = 0;
        for (int at = i + k; in.get(at) >= '0' && in.get(at) <= '9'; at++) {
          n = 10 * n + in.get(at) - '0';
        }
        return n;
      }
    }
    return 0;
  }
}
