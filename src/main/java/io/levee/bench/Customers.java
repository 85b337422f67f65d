package io.levee.bench;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Who writes. A live socket is one customer's; over HTTP each message is the next customer's, as
 * when a load balancer sends them. Every tenth is a VIP.
 */
final class Customers {
  private static final int VIP_EVERY = 10;

  /** A message made beforehand, and where its id goes. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Made(byte[] bytes, int idAt) {}

  private final String name;
  private final int pool;
  private final Map<Integer, String> tokens = new HashMap<>();
  private final Map<Integer, Made> messages = new HashMap<>();
  private int vips;
  private int others;

  private Customers(String name, int pool) {
    this.name = name;
    this.pool = pool;
  }

  /** One for each connection. */
  static Customers each(String name) {
    return new Customers(name, 0);
  }

  /** So many, who take turns on all connections; a multiple of ten. */
  static Customers pool(String name, int count) {
    return new Customers(name, count);
  }

  String token(int number) {
    return tokens.computeIfAbsent(
        number, n -> Tokens.of("bench-" + name + "-" + n, n % VIP_EVERY == 0 ? "vip" : ""));
  }

  /** What is sent next on that connection, with that id; good until the next call. */
  byte[] message(Talk talk, int connection, long id) {
    int who = pool == 0 ? connection : next(connection % VIP_EVERY == 0);
    Made made = messages.computeIfAbsent(who, number -> make(talk.message(token(number))));
    long rest = id;
    for (int i = made.idAt + Talk.DIGITS - 1; i >= made.idAt; i--) {
      made.bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return made.bytes;
  }

  private int next(boolean vip) {
    if (vip) {
      return vips++ % (pool / VIP_EVERY) * VIP_EVERY;
    }
    int usual = VIP_EVERY - 1;
    int other = others++ % (pool / VIP_EVERY * usual);
    return other / usual * VIP_EVERY + 1 + other % usual;
  }

  private static Made make(byte[] message) {
    ByteBuffer all = ByteBuffer.wrap(message);
    return new Made(message, Talk.find(all, Talk.bytes(Talk.ZEROS), 0, message.length));
  }
}
