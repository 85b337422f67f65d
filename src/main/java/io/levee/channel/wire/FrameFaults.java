package io.levee.channel.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.function.BiConsumer;

/**
 * Turns what the frame decoder refuses into the contract's close codes. Without it a frame that is
 * too long resets the connection, and the client never learns why. After its refusal the decoder
 * drops whatever else comes in, so the close frame can be sent and answered in peace.
 */
final class FrameFaults extends ChannelInboundHandlerAdapter {
  private static final String IDLE = "idle";

  private final BiConsumer<Integer, String> close;

  private FrameFaults(BiConsumer<Integer, String> close) {
    this.close = close;
  }

  /** Watches that line; takes HTTP's idle timeout off it, since pings tell who is there. */
  static void watch(ChannelHandlerContext line, BiConsumer<Integer, String> close) {
    ChannelPipeline pipeline = line.pipeline();
    pipeline.addBefore(line.name(), "frame-faults", new FrameFaults(close));
    if (pipeline.get(IDLE) != null) {
      pipeline.remove(IDLE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof CorruptedWebSocketFrameException corrupted)) {
      context.fireExceptionCaught(cause);
    } else if (corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      close.accept(CloseCode.TOO_LARGE, "the frame is too long");
    } else {
      close.accept(CloseCode.BAD_FRAME, "the frame is malformed");
    }
  }
}
