package io.levee.simulate;

import java.util.PriorityQueue;

/** What is to happen when, by the customers' clock. Of one moment: in the order it was written. */
final class Agenda {
  private record Due(double at, long order, Runnable what) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Double.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long order;

  void at(double seconds, Runnable what) {
    due.add(new Due(seconds, order++, what));
  }

  boolean isEmpty() {
    return due.isEmpty();
  }

  /** When the next thing happens; there must be one. */
  double next() {
    return due.element().at();
  }

  /** Takes the next one out and does it. */
  void go() {
    due.remove().what().run();
  }
}
