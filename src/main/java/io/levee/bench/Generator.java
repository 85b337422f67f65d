package io.levee.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Many connections on one thread, which send what was made beforehand. Each connection is a
 * customer of its own. Closed: each keeps so many messages unanswered. Open: so many come a second,
 * whatever becomes of them, and are timed from when they should have been sent.
 */
final class Generator implements AutoCloseable {
  static final Duration IN_TIME = Duration.ofMillis(250);
  private static final Duration GREETING = Duration.ofMinutes(2);
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final int RING = 1 << 22;
  private static final int GREETED_AT_ONCE = 64;

  /** What came of a stretch of load; the answers' times sorted. */
  @SuppressWarnings("ArrayRecordComponent") // millions of them, and nobody compares tallies
  record Tally(
      long offered,
      long sent,
      long answered,
      long refused,
      long inTime,
      double seconds,
      long[] nanos) {
    double millis(double quantile) {
      return nanos.length == 0 ? 0 : nanos[(int) (quantile * (nanos.length - 1))] / 1e6;
    }
  }

  private final Talk talk;
  private final Selector selector = Selector.open();
  private final List<Connection> connections = new ArrayList<>();
  private final long[] due = new long[RING];
  private final long[] samples = new long[1 << 18];
  private long nextId;
  private int greeted;
  private int closedWindow;
  private boolean sending;
  private long sent;
  private long answered;
  private long refused;
  private long inTime;
  private long unanswered;
  private int sampled;

  private Generator(Talk talk) throws IOException {
    this.talk = talk;
  }

  /**
   * Opens that many connections, some at a time.
   *
   * @param token of a customer, by number
   */
  static Generator open(InetSocketAddress to, Talk talk, int count, IntFunction<String> token)
      throws IOException {
    Generator all = new Generator(talk);
    all.more(to, count, token);
    return all;
  }

  /** Opens more of them. */
  void more(InetSocketAddress to, int count, IntFunction<String> token) throws IOException {
    long deadline = System.nanoTime() + GREETING.toNanos();
    int wanted = connections.size() + count;
    while (greeted < wanted) {
      while (connections.size() < wanted && connections.size() - greeted < GREETED_AT_ONCE) {
        connections.add(new Connection(to, token.apply(connections.size())));
      }
      turn(1);
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            greeted + " of " + wanted + " connections were greeted within " + GREETING);
      }
    }
  }

  /** So many unanswered on each connection, for so long; then waits for what is still under way. */
  Tally closed(int window, Duration length) throws IOException {
    begin();
    closedWindow = window;
    long start = System.nanoTime();
    long end = start + length.toNanos();
    for (Connection connection : connections) {
      connection.fill();
    }
    while (System.nanoTime() - end < 0) {
      turn(1);
    }
    closedWindow = 0;
    double seconds = (System.nanoTime() - start) / 1e9;
    drain();
    return tally(sent, seconds);
  }

  /** So many a second, for so long; each connection takes one up to {@code most} unanswered. */
  Tally open(double rate, int most, Duration length) throws IOException {
    begin();
    long start = System.nanoTime();
    long offered = 0;
    int at = 0;
    for (long now = start; now - start < length.toNanos(); now = System.nanoTime()) {
      long until = (long) (rate * (now - start) / 1e9);
      int tried = 0;
      while (offered < until) {
        Connection next = connections.get(at++ % connections.size());
        if (next.pending < most && next.out.position() == 0) {
          next.send(start + (long) (offered * 1e9 / rate));
          offered++;
          tried = 0;
        } else if (++tried >= connections.size()) {
          // Nobody can take one now: it was offered all the same, and is lost time for good.
          offered = until;
        }
      }
      turn(0);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    drain();
    return tally(offered, seconds);
  }

  private void begin() {
    sent = 0;
    answered = 0;
    refused = 0;
    inTime = 0;
    sampled = 0;
    sending = true;
  }

  private void drain() throws IOException {
    long end = System.nanoTime() + DRAIN.toNanos();
    while (unanswered > 0 && System.nanoTime() - end < 0) {
      turn(1);
    }
    sending = false;
  }

  private Tally tally(long offered, double seconds) {
    long[] sorted = Arrays.copyOf(samples, Math.min(sampled, samples.length));
    Arrays.sort(sorted);
    return new Tally(offered, sent, answered, refused, inTime, seconds, sorted);
  }

  private void turn(long millis) throws IOException {
    if (millis == 0) {
      selector.selectNow();
    } else {
      selector.select(millis);
    }
    for (SelectionKey key : selector.selectedKeys()) {
      Connection connection = (Connection) key.attachment();
      if (key.isConnectable()) {
        connection.connected();
      }
      if (key.isValid() && key.isWritable()) {
        connection.write();
      }
      if (key.isValid() && key.isReadable()) {
        connection.read();
      }
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.channel.close();
    }
    selector.close();
  }

  private final class Connection implements Talk.Heard {
    private final SocketChannel channel = SocketChannel.open();
    private final SelectionKey key;
    private final byte[] greeting;
    private final byte[] hello;
    private final byte[] message;
    private final int idAt;
    private ByteBuffer in = ByteBuffer.allocate(2048);
    private ByteBuffer out = ByteBuffer.allocate(2048);
    private final long[] order = new long[256];
    private int first;
    private int pending;
    private boolean open;

    Connection(InetSocketAddress to, String token) throws IOException {
      greeting = talk.greeting(token);
      hello = talk.hello(token);
      message = talk.message(token);
      idAt = indexOf(message);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      channel.connect(to);
    }

    private static int indexOf(byte[] message) {
      return Talk.find(ByteBuffer.wrap(message), Talk.bytes(Talk.ZEROS), 0, message.length);
    }

    void connected() throws IOException {
      channel.finishConnect();
      key.interestOps(SelectionKey.OP_READ);
      if (greeting.length == 0) {
        welcome();
      } else {
        put(greeting);
        write();
      }
    }

    void fill() throws IOException {
      boolean any = false;
      while (pending < closedWindow) {
        queue(System.nanoTime());
        any = true;
      }
      if (any) {
        write();
      }
    }

    void send(long dueAt) throws IOException {
      queue(dueAt);
      write();
    }

    private void queue(long dueAt) {
      long id = nextId++;
      due[(int) (id % RING)] = dueAt;
      long rest = id;
      for (int i = idAt + Talk.DIGITS - 1; i >= idAt; i--) {
        message[i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      put(message);
      order[(first + pending++) % order.length] = id;
      unanswered++;
      sent++;
    }

    private void put(byte[] bytes) {
      if (out.remaining() < bytes.length) {
        ByteBuffer larger = ByteBuffer.allocate(2 * (out.capacity() + bytes.length));
        larger.put(out.flip());
        out = larger;
      }
      out.put(bytes);
    }

    void write() throws IOException {
      out.flip();
      try {
        channel.write(out);
      } catch (IOException gone) {
        throw new IOException("the server closed a connection: " + gone.getMessage(), gone);
      }
      out.compact();
      int wanted = SelectionKey.OP_READ | (out.position() > 0 ? SelectionKey.OP_WRITE : 0);
      if (key.interestOps() != wanted) {
        key.interestOps(wanted);
      }
    }

    void read() throws IOException {
      int n = channel.read(in);
      if (n < 0) {
        throw new IOException("the server closed a connection");
      }
      in.flip();
      talk.hear(in, pending > 0 ? order[first] : -1, this);
      in.compact();
      if (!in.hasRemaining()) {
        in = ByteBuffer.allocate(4 * in.capacity()).put(in.flip());
      }
      if (closedWindow > 0) {
        fill();
      }
      if (out.position() > 0) {
        write();
      }
    }

    @Override
    public void answered(long id) {
      if (ended(id)) {
        long nanos = System.nanoTime() - due[(int) (id % RING)];
        answered++;
        inTime += nanos <= IN_TIME.toNanos() ? 1 : 0;
        if (sampled < samples.length) {
          samples[sampled++] = nanos;
        }
      }
    }

    @Override
    public void refused(long id) {
      if (ended(id)) {
        refused++;
      }
    }

    private boolean ended(long id) {
      if (id < 0 || pending == 0 || !sending) {
        return false;
      }
      pending--;
      first = (first + 1) % order.length;
      unanswered--;
      return true;
    }

    @Override
    public void upgraded() {
      if (hello.length == 0) {
        welcome();
      } else {
        put(hello);
      }
    }

    @Override
    public void welcome() {
      if (!open) {
        open = true;
        greeted++;
      }
    }
  }
}
