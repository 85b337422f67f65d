package io.levee.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Many connections on one thread, which send what was made beforehand. Closed: each keeps so many
 * messages unanswered. Open: so many come a second, whatever becomes of them, and are timed from
 * when they should have been sent.
 */
final class Generator implements AutoCloseable {
  static final Duration IN_TIME = Duration.ofMillis(250);
  private static final Duration GREETING = Duration.ofMinutes(3);
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final long REST = 1_000_000;
  private static final int RING = 1 << 22;
  private static final int GREETED_AT_ONCE = 64;
  private static final int VIP_EVERY = 10;
  private static final long LONGEST = Duration.ofMinutes(1).toNanos();

  /** Of this process: nobody shall seem to send something again. */
  private static long nextId;

  /**
   * What came of a stretch of load.
   *
   * @param offered what was due, whether or not a connection could take it
   * @param refused told to wait, or answered without what was asked for
   */
  record Tally(
      long offered,
      long sent,
      long answered,
      long refused,
      long inTime,
      long vipOffered,
      long vipInTime,
      long vipRefused,
      double seconds,
      Histogram nanos) {
    double millis(double quantile) {
      return nanos.getValueAtPercentile(100 * quantile) / 1e6;
    }
  }

  private final Talk talk;
  private final Customers customers;
  private final Selector selector = Selector.open();
  private final List<Connection> connections = new ArrayList<>();
  private final Deque<Connection> free = new ArrayDeque<>();
  private final Deque<Connection> freeVips = new ArrayDeque<>();
  private final long[] due = new long[RING];
  private final boolean[] vips = new boolean[RING];
  private final Histogram nanos = new Histogram(LONGEST, 3);
  private int greeted;
  private int window;
  private boolean closed;
  private boolean sending;
  private long firstId;
  private long sent;
  private long answered;
  private long refused;
  private long inTime;
  private long vipOffered;
  private long vipInTime;
  private long vipRefused;
  private long unanswered;

  private Generator(Talk talk, Customers customers) throws IOException {
    this.talk = talk;
    this.customers = customers;
  }

  /** Opens that many connections, some at a time. */
  static Generator open(InetSocketAddress to, Talk talk, int count, Customers customers)
      throws IOException {
    Generator all = new Generator(talk, customers);
    all.more(to, count);
    return all;
  }

  /** Opens more of them. */
  void more(InetSocketAddress to, int count) throws IOException {
    long deadline = System.nanoTime() + GREETING.toNanos();
    int wanted = connections.size() + count;
    while (greeted < wanted) {
      while (connections.size() < wanted && connections.size() - greeted < GREETED_AT_ONCE) {
        connections.add(new Connection(to, connections.size()));
      }
      turn(1);
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            greeted + " of " + wanted + " connections were greeted within " + GREETING);
      }
    }
  }

  /** Says nothing for so long, but answers pings. */
  void rest(Duration length) throws IOException {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() - end < 0) {
      turn(10);
    }
  }

  /** So many unanswered on each connection, for so long; then waits for what is still under way. */
  Tally closed(int most, Duration length) throws IOException {
    begin(most, true);
    long start = System.nanoTime();
    long end = start + length.toNanos();
    for (Connection connection : connections) {
      connection.fill();
    }
    while (System.nanoTime() - end < 0) {
      turn(1);
    }
    closed = false;
    double seconds = (System.nanoTime() - start) / 1e9;
    drain();
    return tally(sent, seconds);
  }

  /**
   * So many a second, for so long; each connection takes one up to {@code most} unanswered. Every
   * tenth is a VIP's.
   */
  Tally open(double rate, int most, Duration length) throws IOException {
    begin(most, false);
    long start = System.nanoTime();
    long offered = 0;
    for (long now = start; now - start < length.toNanos(); now = System.nanoTime()) {
      long until = (long) (rate * (now - start) / 1e9);
      for (; offered < until; offered++) {
        boolean vip = offered % VIP_EVERY == 0;
        vipOffered += vip ? 1 : 0;
        Connection next = (vip ? freeVips : free).poll();
        // Where nobody can take it, it was offered all the same.
        if (next != null) {
          next.send(start + (long) (offered * 1e9 / rate));
        }
      }
      turn(0);
      rest(start + (long) (offered * 1e9 / rate));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    drain();
    return tally(offered, seconds);
  }

  /** The stores are on the same core, and shall have it while nothing is to be sent. */
  private static void rest(long until) {
    long left = until - System.nanoTime();
    if (left > 0) {
      LockSupport.parkNanos(Math.min(left, REST));
    }
  }

  private void begin(int most, boolean isClosed) {
    sent = 0;
    answered = 0;
    refused = 0;
    inTime = 0;
    vipOffered = 0;
    vipInTime = 0;
    vipRefused = 0;
    nanos.reset();
    window = most;
    closed = isClosed;
    sending = true;
    firstId = nextId;
    free.clear();
    freeVips.clear();
    for (Connection connection : connections) {
      connection.queued = false;
      connection.mayTakeMore();
    }
  }

  private void drain() throws IOException {
    long end = System.nanoTime() + DRAIN.toNanos();
    while (unanswered > 0 && System.nanoTime() - end < 0) {
      turn(1);
    }
    sending = false;
  }

  private Tally tally(long offered, double seconds) {
    return new Tally(
        offered,
        sent,
        answered,
        refused,
        inTime,
        vipOffered,
        vipInTime,
        vipRefused,
        seconds,
        nanos.copy());
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
    private final int number;
    private final boolean vip;
    private final byte[] greeting;
    private final byte[] hello;
    private ByteBuffer in = ByteBuffer.allocate(2048);
    private ByteBuffer out = ByteBuffer.allocate(2048);
    private long[] order = new long[4];
    private int first;
    private int pending;
    private boolean queued;
    private boolean open;
    private String goodbye = "";

    Connection(InetSocketAddress to, int number) throws IOException {
      this.number = number;
      this.vip = number % VIP_EVERY == 0;
      greeting = talk.greeting();
      hello = talk.hello(customers.token(number));
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      channel.connect(to);
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
      while (pending < window) {
        queue(System.nanoTime());
        any = true;
      }
      if (any) {
        write();
      }
    }

    void send(long dueAt) throws IOException {
      queued = false;
      queue(dueAt);
      write();
      mayTakeMore();
    }

    private void mayTakeMore() {
      if (!closed && !queued && pending < window && out.position() == 0) {
        queued = true;
        (vip ? freeVips : free).add(this);
      }
    }

    private void queue(long dueAt) {
      long id = nextId++;
      due[(int) (id % RING)] = dueAt;
      vips[(int) (id % RING)] = vip;
      put(customers.message(talk, number, id));
      if (pending == order.length) {
        long[] longer = Arrays.copyOf(order, 2 * order.length);
        for (int i = 0; i < pending; i++) {
          longer[i] = order[(first + i) % order.length];
        }
        order = longer;
        first = 0;
      }
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
        mayTakeMore();
      }
    }

    void read() throws IOException {
      int n = channel.read(in);
      in.flip();
      talk.hear(in, this);
      if (n < 0 || !goodbye.isEmpty()) {
        throw new IOException(
            "the server closed connection %d of %d%s"
                .formatted(number, connections.size(), goodbye));
      }
      in.compact();
      if (!in.hasRemaining()) {
        in = ByteBuffer.allocate(4 * in.capacity()).put(in.flip());
      }
      if (closed) {
        fill();
      }
      if (out.position() > 0) {
        write();
      }
      mayTakeMore();
    }

    @Override
    public void answered(long id) {
      long ended = end(id);
      if (ended >= 0) {
        int at = (int) (ended % RING);
        long took = System.nanoTime() - due[at];
        boolean good = took <= IN_TIME.toNanos();
        answered++;
        inTime += good ? 1 : 0;
        vipInTime += good && vips[at] ? 1 : 0;
        nanos.recordValue(Math.clamp(took, 0, LONGEST));
      }
    }

    @Override
    public void refused(long id) {
      long ended = end(id);
      if (ended >= 0) {
        refused++;
        vipRefused += vips[(int) (ended % RING)] ? 1 : 0;
      }
    }

    /** Takes it off what is unanswered: that one, or the oldest where answers have no id. */
    private long end(long id) {
      if (pending == 0) {
        return -1;
      }
      int at = 0;
      while (id >= 0 && at < pending && order[(first + at) % order.length] != id) {
        at++;
      }
      if (at == pending) {
        return -1;
      }
      long ended = order[(first + at) % order.length];
      for (int i = at; i > 0; i--) {
        order[(first + i) % order.length] = order[(first + i - 1) % order.length];
      }
      first = (first + 1) % order.length;
      pending--;
      unanswered--;
      // What was asked in an earlier stretch is settled, and counts for none.
      return sending && ended >= firstId ? ended : -1;
    }

    @Override
    public void pinged(byte[] pong) {
      put(pong);
    }

    @Override
    public void closed(int code) {
      goodbye = " with code " + code;
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
