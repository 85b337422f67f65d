package io.levee.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How one kind of server is spoken to: bytes made beforehand, and answers told apart. */
interface Talk {
  /** Of a message's id in what is sent: so many digits, patched in. */
  int DIGITS = 10;

  String ZEROS = "0".repeat(DIGITS);

  /** What comes of what was received. */
  interface Heard {
    /** That message was answered; the oldest one where it is -1. */
    void answered(long id);

    /** That message was turned away; the oldest one where it is -1. */
    void refused(long id);

    /** The connection speaks the other protocol from now on. */
    void upgraded();

    /** The server wants to know whether somebody is there, and is told so with these bytes. */
    void pinged(byte[] pong);

    /** The server says goodbye, with a WebSocket's close code. */
    void closed(int code);

    /** The greeting is over: messages may be sent. */
    void welcome();
  }

  /** What opens a connection; empty when nothing does. */
  byte[] greeting();

  /** What is said once the connection is upgraded; empty when nothing is. */
  byte[] hello(String token);

  /** A message with {@link #ZEROS} where its id belongs. */
  byte[] message(String token);

  /** Takes whole answers out of {@code in}, which is ready to be read, and leaves the rest. */
  void hear(ByteBuffer in, Heard heard);

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Where {@code what} begins between {@code from} and {@code to}; -1 when it does not. */
  static int find(ByteBuffer in, byte[] what, int from, int to) {
    for (int i = from; i <= to - what.length; i++) {
      int k = 0;
      while (k < what.length && in.get(i + k) == what[k]) {
        k++;
      }
      if (k == what.length) {
        return i;
      }
    }
    return -1;
  }

  static long number(ByteBuffer in, int at) {
    long n = 0;
    for (int i = at; i < at + DIGITS; i++) {
      n = 10 * n + in.get(i) - '0';
    }
    return n;
  }
}
