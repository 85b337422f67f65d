package io.levee.app;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.transport.Transport;

/**
 * Epoll that hands an event loop a bounded number of sockets a round. What these have said is
 * worked on before the next are read, and answered, too, where no store is waited for.
 *
 * <p>Netty takes all that are ready, thousands at a peak: all are read, then all thought about,
 * then all written to, and each time what belongs to a socket, here and in the kernel, has left the
 * processor's cache.
 */
final class EpollInRounds implements Transport {
  private final io.vertx.core.spi.transport.Transport implementation;

  /**
   * @param sockets how many a round; 0 for all that are ready, as Netty does by itself
   */
  EpollInRounds(int sockets) {
    this.implementation =
        new EpollTransport() {
          @Override
          public IoHandlerFactory ioHandlerFactory() {
            return EpollIoHandler.newFactory(sockets, DefaultSelectStrategyFactory.INSTANCE);
          }
        };
  }

  /** Whether this system has it. */
  static boolean isThere() {
    return EPOLL != null && EPOLL.available();
  }

  @Override
  public String name() {
    return EPOLL.name();
  }

  @Override
  public boolean available() {
    return isThere();
  }

  @Override
  public Throwable unavailabilityCause() {
    return EPOLL.unavailabilityCause();
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return implementation;
  }
}
