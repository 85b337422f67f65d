package io.levee.app;

import io.levee.app.log.Logging;
import io.levee.app.memory.MemoryStores;
import io.levee.redis.Wakeups;
import io.levee.turn.Stores;

/**
 * A gateway whose turns go to no store: what they cost by themselves, for {@code ./levee bench}. It
 * remembers conversations until it ends, tells no other gateway, and is good for nothing else.
 */
public final class WithoutStores implements StoreClients {
  private WithoutStores() {}

  /** As {@link Main}, with {@code serve} of that kind. */
  public static void main(String[] args) {
    Logging.claimVertx();
    System.exit(
        Main.commandLine(ground -> Gateway.start(ground, new WithoutStores())).execute(args));
  }

  @Override
  public Stores of(Stores real) {
    return MemoryStores.stores(real.redis()::close);
  }

  @Override
  public Wakeups of(Wakeups real) {
    return MemoryStores.wakeups(real::close);
  }
}
