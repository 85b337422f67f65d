package io.levee.admission;

import io.levee.conversation.Customer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Customers who wait for room, with their messages in order; who came first is first. Owned by one
 * event loop.
 */
final class WaitingLine {
  /**
   * One message.
   *
   * @param since when it came, in nanoseconds
   * @param patience how long it waits at most, in nanoseconds
   * @param counted whether it counts as one too many already
   * @param then is told what came of it, once
   */
  record Waiting(
      Customer customer,
      Rank rank,
      long since,
      long patience,
      boolean counted,
      Consumer<Verdict> then) {}

  private final SequencedMap<String, Deque<Waiting>> customers = new LinkedHashMap<>();
  private int messages;

  void add(Waiting one) {
    customers.computeIfAbsent(one.customer().lane(), lane -> new ArrayDeque<>(1)).add(one);
    messages++;
  }

  boolean isEmpty() {
    return messages == 0;
  }

  int messages() {
    return messages;
  }

  int customers() {
    return customers.size();
  }

  /** Whether somebody's message would come after another of theirs. */
  boolean has(Customer customer) {
    return !isEmpty() && customers.containsKey(customer.lane());
  }

  /** The first message of who is first; there must be one. */
  Waiting first() {
    return customers.firstEntry().getValue().peek();
  }

  /** The first message of who came last; there must be one. */
  Waiting latest() {
    return customers.lastEntry().getValue().peek();
  }

  /**
   * Takes somebody's first message out.
   *
   * @return false if it is not, or no longer, in line
   */
  boolean take(Waiting one) {
    Deque<Waiting> theirs = customers.get(one.customer().lane());
    if (theirs == null || !one.equals(theirs.peek())) {
      return false;
    }
    theirs.remove();
    messages--;
    if (theirs.isEmpty()) {
      customers.remove(one.customer().lane());
    }
    return true;
  }

  /** Moves somebody to the end of another line, with all their messages. */
  void send(Customer customer, WaitingLine other) {
    Deque<Waiting> theirs = customers.remove(customer.lane());
    messages -= theirs.size();
    other.customers.put(customer.lane(), theirs);
    other.messages += theirs.size();
  }

  /** Moves those who are chosen to the head of another line, in their order. */
  void sendBack(Predicate<Waiting> chosen, WaitingLine other) {
    for (String lane : List.copyOf(customers.sequencedKeySet().reversed())) {
      Deque<Waiting> theirs = customers.get(lane);
      if (chosen.test(theirs.peek())) {
        customers.remove(lane);
        messages -= theirs.size();
        other.customers.putFirst(lane, theirs);
        other.messages += theirs.size();
      }
    }
  }

  /** Takes out what has waited long enough by then. */
  List<Waiting> late(long nanos) {
    List<Waiting> late = new ArrayList<>();
    Iterator<Deque<Waiting>> all = customers.values().iterator();
    while (all.hasNext()) {
      Deque<Waiting> theirs = all.next();
      while (!theirs.isEmpty() && nanos - theirs.peek().since() >= theirs.peek().patience()) {
        late.add(theirs.remove());
      }
      if (theirs.isEmpty()) {
        all.remove();
      }
    }
    messages -= late.size();
    return late;
  }
}
