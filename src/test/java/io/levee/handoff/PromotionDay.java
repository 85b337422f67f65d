package io.levee.handoff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A day in virtual time: customers come by a curve, lose patience, are served by as many seats as
 * there are by then, and are told a wait when they come. Seeded, milliseconds, one queue.
 */
final class PromotionDay {
  private static final double SECOND = 1000;
  private static final double HANDLING = 300 * SECOND;
  private static final double PATIENCE = 300 * SECOND;

  /** What one customer was told, and how long it was. */
  record Told(double said, double waited) {
    double error() {
      return Math.abs(said - waited) / waited;
    }
  }

  private record Customer(double came, double leaves, double said, double formula) {}

  private record Event(double at, double began, boolean arrival, boolean wave)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return Double.compare(at, other.at);
    }
  }

  private final Random random;
  private final DoubleUnaryOperator perHour;
  private final IntUnaryOperator seatsAtMinute;
  private final ToDoubleFunction<Random> service;
  private final ToDoubleFunction<Random> patience;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Deque<Customer> queue = new ArrayDeque<>();
  private final List<Double> begun = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private Measured measured = Measured.nothing(1, 1);
  private double now;
  private double counted;

  /**
   * @param perHour arrivals by the minute of the day
   * @param service draws how long a conversation takes, in seconds
   * @param patience draws how long a customer waits, in seconds
   */
  PromotionDay(
      long seed,
      DoubleUnaryOperator perHour,
      IntUnaryOperator seatsAtMinute,
      ToDoubleFunction<Random> service,
      ToDoubleFunction<Random> patience) {
    this.random = new Random(seed);
    this.perHour = perHour;
    this.seatsAtMinute = seatsAtMinute;
    this.service = service;
    this.patience = patience;
  }

  /** All who were served after having waited, and what they were told. */
  List<Told> run(int hours) {
    double end = hours * 3600 * SECOND;
    events.add(new Event(0, 0, true, false));
    for (int minute = 1; minute < hours * 60; minute++) {
      events.add(new Event(minute * 60 * SECOND, 0, false, true));
    }
    while (!events.isEmpty() && events.peek().at() < end) {
      Event event = events.poll();
      count(event.at());
      now = event.at();
      if (event.arrival()) {
        comes();
      } else if (!event.wave()) {
        begun.remove(event.began());
        measured = measured.served(now - event.began());
      }
      serve();
    }
    return told;
  }

  private void comes() {
    double rate = perHour.applyAsDouble(now / (60 * SECOND)) / (3600 * SECOND);
    events.add(new Event(now + exponential(1 / rate), 0, true, false));
    WaitEstimate estimate =
        new WaitEstimate(
            measured.with(seats(), seats(), seats() <= 8 ? elapsed() : List.of()),
            HANDLING,
            PATIENCE);
    double said = begun.size() < seats() ? 0 : estimate.millis(queue.size());
    double leaves = now + patience.applyAsDouble(random) * SECOND;
    queue.add(new Customer(now, leaves, said, estimate.formula(queue.size())));
  }

  private void serve() {
    while (!queue.isEmpty() && begun.size() < seats()) {
      Customer next = queue.poll();
      measured = measured.waited(false);
      if (now > next.came()) {
        told.add(new Told(next.said(), now - next.came()));
        measured = measured.cameTrue(next.formula(), now - next.came());
      }
      begun.add(now);
      events.add(new Event(now + service.applyAsDouble(random) * SECOND, now, false, false));
    }
  }

  /** Lets time pass for those who wait; whoever has had enough goes. */
  private void count(double to) {
    for (Iterator<Customer> all = queue.iterator(); all.hasNext(); ) {
      Customer one = all.next();
      if (one.leaves() <= to) {
        measured = measured.exposed(1, Math.max(0, one.leaves() - Math.max(counted, one.came())));
        measured = measured.waited(true);
        all.remove();
      } else {
        measured = measured.exposed(1, to - Math.max(counted, one.came()));
      }
    }
    counted = to;
  }

  private List<Double> elapsed() {
    return begun.stream().map(at -> now - at).toList();
  }

  private int seats() {
    return seatsAtMinute.applyAsInt((int) (now / (60 * SECOND)));
  }

  private double exponential(double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }
}
