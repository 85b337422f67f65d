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
    /** That message was answered. */
    void answered(long id);

    /** That message was turned away. */
    void refused(long id);

    /** The connection speaks the other protocol from now on. */
    void upgraded();

    /** The greeting is over: messages may be sent. */
    void welcome();
  }

  /** What opens the connection of that customer; empty when nothing does. */
  byte[] greeting(String token);

  /** What is said once the connection is upgraded; empty when nothing is. */
  byte[] hello(String token);

  /** A message with {@link #ZEROS} where its id belongs. */
  byte[] message(String token);

  /**
   * Takes whole answers out of {@code in}, which is ready to be read, and leaves the rest.
   *
   * @param oldest the message sent first of those that are not answered, for answers without id
   */
  void hear(ByteBuffer in, long oldest, Heard heard);

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
