package io.levee.channel.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.channel.SocketConfig;
import io.levee.json.JsonBytes;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A WebSocket held to the contract: JSON objects in and out, strictly UTF-8, bounded, pinged,
 * closed with the contract's codes, and cut off when it does not even close. Confined to its event
 * loop, but for {@link #run} and what says so.
 */
public final class Line {
  private static final Buffer PING = Buffer.buffer("levee");
  private static final int MOST_UNFLUSHED = 64;

  /** What a line is for. Called on the line's event loop. */
  public interface Talker {
    /** The first frame came. */
    void hello(JsonNode frame);

    /** A later frame came. */
    void frame(JsonNode frame);

    /** There is room to write again. */
    void drained();

    /** The other end is alive. */
    void alive();

    /** Asked for with {@link Line#watch()}; @return whether to be asked again on the next tick */
    boolean tick(long now);

    /** It is over. */
    void closed();
  }

  private final ServerWebSocket socket;
  private final Context context;
  private final Supplier<SocketConfig> config;
  private final Beat beat;
  private final Lines lines;
  private final ChannelMetrics metrics;
  private final Party party;
  private final Promise<Void> gone = Promise.promise();
  private final AtomicBoolean told = new AtomicBoolean();
  private final long opened;
  private final int spoke;
  private Talker talker;
  private Buffer partial;
  private boolean greeted;
  private boolean paused;
  private boolean closing;
  private long pingedAt;
  private long heardAt;
  private boolean pinged;
  private boolean stuck;
  private long stuckAt;
  private long closingAt;

  Line(
      ServerWebSocket socket,
      Context context,
      Supplier<SocketConfig> config,
      Beat beat,
      Lines lines,
      ChannelMetrics metrics,
      Party party) {
    this.socket = socket;
    this.context = context;
    this.config = config;
    this.beat = beat;
    this.lines = lines;
    this.metrics = metrics;
    this.party = party;
    this.opened = beat.now();
    this.heardAt = opened;
    this.spoke = beat.add(this);
  }

  /** Begins to read. */
  void start(Talker whom) {
    talker = whom;
    socket.setWriteQueueMaxSize(config.get().writeQueue());
    ChannelHandlerContext channel = ((WebSocketInternal) socket).channelHandlerContext();
    FrameFaults.watch(channel, this::close);
    // An acknowledgement, the answer and what else a tick has to say go out in one piece.
    channel.pipeline().addFirst(new FlushConsolidationHandler(MOST_UNFLUSHED, true));
    socket.frameHandler(this::frame);
    socket.pongHandler(pong -> heard());
    socket.drainHandler(room -> drained());
    socket.exceptionHandler(broken -> {});
    socket.closeHandler(end -> over());
    beat.watch(this);
    lines.opened(this);
  }

  public String origin() {
    return socket.headers().get(HttpHeaders.ORIGIN);
  }

  public String host() {
    return socket.headers().get(HttpHeaders.HOST);
  }

  public boolean isClosed() {
    return closing || socket.isClosed();
  }

  /** Whether more should not be written now; {@link Talker#drained} tells when it may. */
  public boolean isFull() {
    if (isClosed()) {
      return true;
    }
    boolean full = socket.writeQueueFull();
    if (full && !stuck) {
      stuck = true;
      stuckAt = beat.now();
      beat.watch(this);
    }
    return full;
  }

  /** Writes a frame; whether there is room is the caller's to ask before. */
  public void send(Json.Body frame) {
    if (!isClosed()) {
      metrics.frameOut(party);
      socket.writeTextMessage(Json.text(frame));
    }
  }

  /** As {@link #send(Json.Body)}, of a frame that is written already. */
  public void send(JsonBytes frame) {
    if (isClosed()) {
      return;
    }
    metrics.frameOut(party);
    byte[] bytes = frame.bytes();
    if (bytes.length <= config.get().maxFrame()) {
      socket.writeFrame(new WebSocketFrameImpl(WebSocketFrameType.TEXT, bytes, true));
    } else {
      // It goes in several frames.
      socket.writeTextMessage(frame.toString());
    }
  }

  /** Runs it on the line's event loop, later. From any thread. */
  public void run(Runnable work) {
    context.runOnContext(later -> work.run());
  }

  /** Stops reading, or goes on. */
  public void pause(boolean now) {
    if (now == paused || (closing && now)) {
      return;
    }
    paused = now;
    metrics.paused(now);
    if (now) {
      socket.pause();
    } else {
      // While it was not read from, its pongs were not either.
      pingedAt = beat.now();
      socket.resume();
    }
  }

  /** Asks for {@link Talker#tick}. */
  public void watch() {
    beat.watch(this);
  }

  public long now() {
    return beat.now();
  }

  /** Says goodbye; what comes in from now on is dropped. */
  public void close(int code, String reason) {
    if (isClosed()) {
      return;
    }
    closing = true;
    closingAt = beat.now();
    metrics.closed(code);
    pause(false);
    // A reason has at most 123 bytes of UTF-8 in a close frame; ours are ASCII but for field names.
    String brief = reason.length() > 40 ? reason.substring(0, 40) : reason;
    socket.close((short) code, brief);
    beat.watch(this);
  }

  void closeFromAnywhere(int code, String reason) {
    run(() -> close(code, reason));
  }

  Future<Void> whenClosed() {
    return gone.future();
  }

  private void frame(WebSocketFrame frame) {
    if (closing || frame.isClose()) {
      return;
    }
    heard();
    if (!frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
      return;
    }
    if (frame.isBinary()) {
      close(CloseCode.BAD_FRAME, "send text frames");
      return;
    }
    Buffer data = frame.binaryData();
    if (partial != null) {
      data = partial.appendBuffer(data);
    }
    if (data.length() > config.get().maxFrame()) {
      partial = null;
      close(CloseCode.TOO_LARGE, "at most " + config.get().maxFrame() + " bytes");
    } else if (frame.isFinal()) {
      partial = null;
      metrics.frameIn(party);
      object(data);
    } else {
      partial = partial == null ? data.copy() : data;
    }
  }

  private void object(Buffer data) {
    JsonNode object;
    try {
      object = Json.object(data);
    } catch (Json.Malformed malformed) {
      close(CloseCode.BAD_FRAME, malformed.getMessage());
      return;
    }
    if (greeted) {
      talker.frame(object);
    } else if ("hello".equals(object.path("type").textValue())) {
      greeted = true;
      talker.hello(object);
    } else {
      close(CloseCode.BAD_FRAME, "the first frame must be hello");
    }
  }

  private void heard() {
    pinged = false;
    heardAt = beat.now();
    talker.alive();
  }

  private void drained() {
    stuck = false;
    if (!isClosed()) {
      talker.drained();
    }
  }

  private void over() {
    if (!told.compareAndSet(false, true)) {
      return;
    }
    if (!closing) {
      Short code = socket.closeStatusCode();
      metrics.closed(code == null ? 1006 : code);
    }
    if (paused) {
      paused = false;
      metrics.paused(false);
    }
    closing = true;
    beat.remove(this, spoke);
    lines.closed(this);
    lines.release(party);
    talker.closed();
    gone.complete();
  }

  /** Once in a ping interval. */
  void ping(long now) {
    if (isClosed()) {
      return;
    }
    // Nothing is read from a paused socket, its pongs neither.
    if (!paused && !pinged) {
      pinged = true;
      pingedAt = now;
      socket.writePing(PING);
      beat.watch(this);
    }
  }

  /** On every tick while watched. */
  boolean tick(long now) {
    SocketConfig limits = config.get();
    if (closing || socket.isClosed()) {
      if (closing && now - closingAt > limits.closeTimeout().toNanos()) {
        cutOff();
        return false;
      }
      return true;
    }
    if (!greeted && now - opened > limits.helloTimeout().toNanos()) {
      close(CloseCode.NO_HELLO, "no hello in time");
      return true;
    }
    if (stuck && now - stuckAt > limits.slowReaderTimeout().toNanos()) {
      close(CloseCode.OVERLOADED, "too slow a reader");
      return true;
    }
    if (pinged && !paused && now - pingedAt > patience(limits).toNanos()) {
      metrics.closed(1006);
      closing = true;
      cutOff();
      return false;
    }
    if (party == Party.AGENT && !pinged && now - heardAt > limits.agentPing().toNanos()) {
      ping(now);
    }
    return talker.tick(now) || !greeted || stuck || pinged || party == Party.AGENT;
  }

  /** Customers wait for an agent who is gone; nobody waits for a shopper. */
  private Duration patience(SocketConfig limits) {
    return party == Party.AGENT ? limits.agentPong() : limits.pongTimeout();
  }

  /** For one who does not read, or is not there: a close frame would wait for ever. */
  private void cutOff() {
    var unused = ((WebSocketInternal) socket).channelHandlerContext().close();
  }
}
