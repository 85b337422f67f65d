package io.levee.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What the same customers would have met in a queue without flaw: first come first served, the
 * moment an agent is free. Chance is the same, so what a gateway does differently is the gateway's
 * doing.
 */
final class IdealQueue {
  private record Service(double from, double to) {}

  private IdealQueue() {}

  /** The figures of those after the warm-up. */
  static Measured.Figures of(Plan plan) {
    Tally tally = new Tally(plan.warmUpCustomers());
    SamplePath path = new SamplePath(plan);
    PriorityQueue<Double> freeFrom = new PriorityQueue<>();
    for (int seat = 0; seat < plan.seats(); seat++) {
      freeFrom.add(0.0);
    }
    List<Service> services = new ArrayList<>();
    double first = Double.NaN;
    double last = 0;
    for (Optional<SamplePath.Draw> next = path.next(); next.isPresent(); next = path.next()) {
      SamplePath.Draw draw = next.get();
      first = draw.number() == plan.warmUpCustomers() ? draw.arrival() : first;
      last = draw.arrival();
      double begin = Math.max(draw.arrival(), freeFrom.element());
      double wait = begin - draw.arrival();
      if (wait > draw.patience()) {
        tally.gaveUp(draw.number(), draw.patience());
      } else {
        freeFrom.remove();
        freeFrom.add(begin + draw.service());
        services.add(new Service(begin, begin + draw.service()));
        tally.served(draw.number(), wait, wait > 0, -1);
      }
    }
    return tally.figuresWith(busy(services, first, last) / plan.seats());
  }

  /** How many seats were taken on average between the two moments. */
  private static double busy(List<Service> services, double first, double last) {
    double sum = 0;
    for (Service service : services) {
      sum += Math.max(0, Math.min(last, service.to()) - Math.max(first, service.from()));
    }
    return last > first ? sum / (last - first) : 0;
  }
}
