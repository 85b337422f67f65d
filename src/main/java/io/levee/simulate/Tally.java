package io.levee.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Counts what became of those who came after the warm-up. Times are customer seconds. */
final class Tally {
  private static final double IN_TIME = 20;
  private static final double LONG_WAIT = 60;
  private static final int BATCHES = 20;

  /** What became of one customer. */
  private record Fate(int number, boolean served, double waitSeconds, boolean waited) {}

  private final int from;
  private final List<Fate> fates = new ArrayList<>();
  private final List<Double> errors = new ArrayList<>();
  private final List<Double> signed = new ArrayList<>();
  private double busySeconds;
  private double seconds;
  private double last = Double.NaN;

  /**
   * @param from the number of the first customer that counts
   */
  Tally(int from) {
    this.from = from;
  }

  /** So many seats have been busy since the last call. */
  void busy(double now, int busy) {
    if (!Double.isNaN(last)) {
      seconds += now - last;
      busySeconds += busy * (now - last);
    }
    last = now;
  }

  /** Seats are not counted from now on. */
  void rest() {
    last = Double.NaN;
  }

  /**
   * @param waited whether no agent was free for them
   * @param announced the wait they were told, in seconds; negative: none
   */
  void served(int number, double wait, boolean waited, int announced) {
    if (number < from) {
      return;
    }
    fates.add(new Fate(number, true, wait, waited));
    if (wait >= LONG_WAIT && announced >= 0) {
      errors.add(100 * Math.abs(announced - wait) / wait);
      signed.add(100 * (announced - wait) / wait);
    }
  }

  void gaveUp(int number, double wait) {
    if (number >= from) {
      fates.add(new Fate(number, false, wait, true));
    }
  }

  int counted() {
    return fates.size();
  }

  /** The share of time that seats were busy is known by {@link #busy}. */
  Measured.Figures figures(int seats) {
    return figuresWith(seconds > 0 ? busySeconds / seconds / seats : 0);
  }

  /** The share of time that seats were busy is known otherwise. */
  Measured.Figures figuresWith(double occupancy) {
    return figures(fates, occupancy);
  }

  /** The standard error of each figure by batch means: so many parts, one after the other. */
  Measured.Figures standardErrors() {
    fates.sort(Comparator.comparingInt(Fate::number));
    List<Measured.Figures> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      List<Fate> batch =
          fates.subList(fates.size() * i / BATCHES, fates.size() * (i + 1) / BATCHES);
      if (batch.isEmpty()) {
        return Measured.Figures.UNKNOWN;
      }
      batches.add(figures(batch, Double.NaN));
    }
    return Measured.Figures.standardErrors(batches);
  }

  private static Measured.Figures figures(List<Fate> fates, double occupancy) {
    double all = Math.max(1, fates.size());
    double served = Math.max(1, fates.stream().filter(Fate::served).count());
    return new Measured.Figures(
        fates.stream().filter(Fate::waited).count() / all,
        fates.stream().filter(fate -> !fate.served()).count() / all,
        fates.stream().mapToDouble(Fate::waitSeconds).sum() / all,
        fates.stream().filter(Fate::served).mapToDouble(Fate::waitSeconds).sum() / served,
        fates.stream().filter(fate -> fate.served() && fate.waitSeconds() <= IN_TIME).count() / all,
        occupancy);
  }

  Measured.Estimates estimates() {
    return new Measured.Estimates(errors.size(), median(errors), median(signed));
  }

  private static double median(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    Collections.sort(values);
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }
}
