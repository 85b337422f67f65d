package io.levee.replay.load;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Who speaks next: whoever has thought long enough in a conversation, else somebody who begins one;
 * when all are thinking, the one who is nearest to an end speaks early. So the rate is exactly the
 * one that was asked for, and depends on no answer.
 */
final class Crowd {
  private final PriorityQueue<Shopper> thinking =
      new PriorityQueue<>(Comparator.comparingLong(shopper -> shopper.readyAt));
  private final Deque<Shopper> idle = new ArrayDeque<>();
  private final Tally tally;

  Crowd(List<Shopper> shoppers, Tally tally) {
    this.tally = tally;
    idle.addAll(shoppers);
  }

  Shopper next(long intended) {
    Shopper nearest = thinking.peek();
    if (nearest != null && nearest.readyAt - intended <= 0) {
      return thinking.poll();
    }
    if (!idle.isEmpty()) {
      return idle.poll();
    }
    tally.hurried++;
    return thinking.poll();
  }

  /** Somebody has spoken, and may again. */
  void back(Shopper shopper) {
    if (shopper.left > 0) {
      thinking.add(shopper);
    } else {
      idle.add(shopper);
    }
  }
}
