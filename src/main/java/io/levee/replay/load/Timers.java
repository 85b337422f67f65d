package io.levee.replay.load;

import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** What is due when, on one thread; driven from outside. */
final class Timers {
  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private LongConsumer sooner = at -> {};
  private long order;

  private record Due(long at, long order, Runnable run) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at - other.at, 0);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /**
   * @param at in the time of System.nanoTime
   */
  void at(long at, Runnable run) {
    Due first = queue.peek();
    queue.add(new Due(at, order++, run));
    if (first == null || at - first.at() < 0) {
      sooner.accept(at);
    }
  }

  /** Is told when something becomes due before all the rest. */
  void whenSooner(LongConsumer told) {
    sooner = told;
  }

  void run(long now) {
    while (!queue.isEmpty() && queue.peek().at() - now <= 0) {
      queue.poll().run().run();
    }
  }

  /** When the next one is due; {@code otherwise} when none is. */
  long next(long otherwise) {
    return queue.isEmpty() ? otherwise : queue.peek().at();
  }
}
