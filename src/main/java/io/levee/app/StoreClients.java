package io.levee.app;

import io.levee.redis.Wakeups;
import io.levee.turn.Stores;

/** What stands between the turns and the stores: the clients alone, but in benchmarks. */
interface StoreClients {
  /** The clients as they are. */
  StoreClients REAL =
      new StoreClients() {
        @Override
        public Stores of(Stores real) {
          return real;
        }

        @Override
        public Wakeups of(Wakeups real) {
          return real;
        }
      };

  /** What a loop's turns use. */
  Stores of(Stores real);

  /** What tells other gateways. */
  Wakeups of(Wakeups real);
}
