package io.levee.channel;

import io.levee.conversation.Customer;

/**
 * Told when a customer's first live socket of this node opens and when the last one is gone, so
 * that wake-ups of other gateways can be listened for just as long. Calls for one customer never
 * overlap and come in order; they must return at once and not call back.
 */
public interface Presence {

  /** Of no interest to anybody: a single gateway. */
  Presence NOBODY_ASKS =
      new Presence() {
        @Override
        public void here(Customer customer) {}

        @Override
        public void gone(Customer customer) {}
      };

  /** The customer's first socket is here. */
  void here(Customer customer);

  /** The customer's last socket is gone. */
  void gone(Customer customer);
}
