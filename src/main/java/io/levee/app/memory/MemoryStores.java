package io.levee.app.memory;

import io.levee.redis.Wakeups;
import io.levee.turn.Stores;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * What a road needs of stores, without any: for measuring what a turn costs by itself, and for a
 * gateway that talks to itself before it serves. Nothing leaves the process.
 */
public final class MemoryStores {
  private MemoryStores() {}

  /**
   * One event loop's, to be used there only.
   *
   * @param closing what is closed with them
   */
  public static Stores stores(Supplier<Future<Void>> closing) {
    return new Stores(new MemoryJournal(), new NoOutbox(), new NoRedis(closing));
  }

  /**
   * Tells nobody.
   *
   * @param closing what is closed with them
   */
  public static Wakeups wakeups(Supplier<Future<Void>> closing) {
    return new NoWakeups(closing);
  }
}
