package io.levee.channel.shopper;

import io.levee.channel.HttpConfig;
import io.levee.channel.Road;
import io.levee.channel.SocketConfig;
import io.levee.channel.Uploads;
import io.levee.channel.wire.Beat;
import io.levee.channel.wire.ChannelMetrics;
import io.levee.channel.wire.Exchange;
import io.levee.channel.wire.Party;
import io.levee.channel.wire.Storefronts;
import io.levee.channel.wire.Upgrade;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The shoppers' channel. One per node; its methods are safe from any event loop. */
public final class Shoppers {
  private final Vertx vertx;
  private final Supplier<HttpConfig> httpConfig;
  private final Supplier<SocketConfig> socketConfig;
  private final Road road;
  private final LiveSockets live;
  private final ChannelMetrics metrics;
  private final Clock clock;
  private final Tokens tokens;
  private final Attached attached;
  private final ShopperHttp http;
  private final ShopperUploads uploads;
  private final Upgrade upgrade;

  public Shoppers(
      Vertx vertx,
      Supplier<HttpConfig> httpConfig,
      Supplier<SocketConfig> socketConfig,
      Storefronts storefronts,
      Road road,
      Uploads uploads,
      LiveSockets live,
      Upgrade upgrade,
      ChannelMetrics metrics,
      Clock clock,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.httpConfig = httpConfig;
    this.socketConfig = socketConfig;
    this.road = road;
    this.live = live;
    this.upgrade = upgrade;
    this.metrics = metrics;
    this.clock = clock;
    HttpConfig now = httpConfig.get();
    this.tokens = new Tokens(vertx, storefronts, now.tokenCache(), metrics, clock);
    MintLimit mintLimit = new MintLimit(now.mintAddresses(), nanoTime);
    Callers callers = new Callers(storefronts, tokens);
    this.attached = new Attached(uploads);
    this.http = new ShopperHttp(road, storefronts, tokens, callers, attached, mintLimit, clock);
    this.uploads = new ShopperUploads(vertx, uploads, callers, metrics);
  }

  /** {@code POST /v1/tokens} */
  public void mintToken(Exchange exchange) {
    http.mintToken(exchange);
  }

  /** {@code POST /v1/messages} */
  public void postMessage(Exchange exchange) {
    http.postMessage(exchange);
  }

  /** {@code GET /v1/conversations/{id}/messages} */
  public void history(Exchange exchange, String conversation) {
    http.history(exchange, conversation);
  }

  /** {@code POST /v1/uploads} */
  public void upload(Exchange exchange) {
    uploads.post(exchange);
  }

  /** {@code GET /v1/uploads/{uploadId}} */
  public void image(Exchange exchange, String uploadId) {
    uploads.get(exchange, uploadId);
  }

  /**
   * The sockets of the caller's event loop.
   *
   * @param beat that loop's
   */
  public Loop loop(Beat beat) {
    ShopperLoop loop =
        new ShopperLoop(
            vertx, httpConfig, socketConfig, road, attached, tokens, live, metrics, clock);
    loop.start();
    return new Loop() {
      @Override
      public void socket(Exchange exchange) {
        upgrade.accept(exchange, Party.SHOPPER, beat, line -> new ShopperSocket(line, loop));
      }

      @Override
      public void stop() {
        loop.stop();
      }
    };
  }

  /** One event loop's part. Confined to that loop. */
  public interface Loop {
    /** {@code GET /v1/socket} */
    void socket(Exchange exchange);

    /** Ends what runs on timers. */
    void stop();
  }
}
