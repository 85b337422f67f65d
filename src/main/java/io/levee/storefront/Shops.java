package io.levee.storefront;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Makes shops: the front door of this room. */
public final class Shops {
  /**
   * Where a shop answers, and the key to show it.
   *
   * @param url without a slash at its end
   */
  public record Address(String url, String apiKey) {
    public Address {
      Objects.requireNonNull(url);
      Objects.requireNonNull(apiKey);
    }

    /** Without the key. */
    @Override
    public String toString() {
      return url;
    }
  }

  private final Vertx vertx;
  private final MeterRegistry meters;
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public Shops(Vertx vertx, MeterRegistry meters, LongSupplier nanoTime) {
    this.vertx = vertx;
    this.meters = meters;
    this.nanoTime = nanoTime;
  }

  /**
   * One shop for the whole gateway, to be used from all its event loops. It lives on the context it
   * is opened on: open each on another event loop to spread them.
   *
   * @param storefront the storefront's id
   * @param config read at each call; whether there is a back end is decided now
   * @param demo where this gateway's demo shop answers, asked for when {@code url} is {@code demo}
   */
  public Shop open(String storefront, Supplier<ShopConfig> config, Supplier<Address> demo) {
    Supplier<Address> address =
        () ->
            config.get().demo()
                ? demo.get()
                : new Address(config.get().url(), config.get().apiKey());
    Connector connector =
        config.get().present() ? new HttpShop(vertx, config, address) : new NoShop();
    return new GuardedShop(vertx, storefront, connector, config, meters, nanoTime);
  }
}
