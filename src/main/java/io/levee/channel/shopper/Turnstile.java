package io.levee.channel.shopper;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets in so many at once. Safe from any thread. */
final class Turnstile {
  private final AtomicInteger inside = new AtomicInteger();

  /**
   * @return whether one more was let in; who was, leaves
   */
  boolean enter(int most) {
    return inside.getAndUpdate(n -> n < most ? n + 1 : n) < most;
  }

  void leave() {
    inside.decrementAndGet();
  }

  int inside() {
    return inside.get();
  }
}
