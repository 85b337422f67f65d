package io.levee.bench;

import io.levee.bench.Generator.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Load from half of the peak to ten times it, open: it comes whatever becomes of it. */
record Overload(
    Figures figures, Pace pace, Servers servers, SlowShop shop, Consumer<String> progress) {
  private static final double USUALLY = 0.8;
  private static final int CROWD = 1_000;

  /** A shopper says one thing and waits, so it takes many to be too many. */
  private static final int SHOPPERS = 4_000;

  /** Asking a shop runs through more code than a cached answer, and takes compilers longer. */
  private static final int MUCH_CODE = 3;

  /** Who has the only place keeps it for so long: next to none are answered. */
  private static final Duration LONG = Duration.ofMillis(250);

  private static final double SHED = 0.2;
  private static final double REFUSED = 2;
  private static final double TOO_MUCH = 3;

  /** Stretches of nothing but turning away at most, until that is compiled. */
  private static final int AWAY = 4;

  private static final double LEAST = 1e-6;
  private static final double[] WITHOUT_LIMITER = {0.5, 0.8, 5};

  /** What came of one multiple of the peak. */
  private record Step(double multiple, Tally tally, double cpu, double peak) {
    double goodput() {
      return tally.inTime() / tally.seconds() / peak;
    }

    /** CPU seconds. */
    double turn() {
      return cpu / Math.max(1, tally.answered());
    }

    double vipShare() {
      return tally.vipInTime() / (double) Math.max(1, tally.vipOffered());
    }

    double vipRefused() {
      return tally.vipRefused() / (double) Math.max(1, tally.vipOffered());
    }
  }

  /** The shop answers after 50 ms and takes so many at once: it is what there is not enough of. */
  void serviceLimited(Child gateway, boolean limiter) throws IOException {
    double peak = Servers.BULKHEAD * 1_000.0 / SlowShop.ANSWER.toMillis();
    String what = "overload, slow shop" + (limiter ? "" : ", limiter off");
    figures.add(what + ", what the shop can answer a second", peak);
    try (Generator crowd = Load.requests(gateway, CROWD, Load.ORDER, SlowShop.PARCEL)) {
      if (limiter) {
        shop.takes(Duration.ZERO);
        int many = MUCH_CODE * pace.warmUps();
        Load.warm(gateway, many, progress, () -> crowd.open(peak, 1, pace.warmUp()));
        shop.takes(SlowShop.ANSWER);
      }
      List<Step> steps =
          steps(what, gateway, crowd, peak, limiter ? pace.multiples() : WITHOUT_LIMITER);
      double best = best(steps);
      for (Step step : steps) {
        if (step.multiple == 5) {
          figures.ratio(limiter ? "goodputAt5x" : "goodputAt5xLimiterOff", step.goodput() / best);
        }
        if (limiter && step.multiple == 10) {
          figures.ratio("goodputAt10x", step.goodput() / best);
        }
      }
      if (limiter) {
        Step few = at(steps, USUALLY);
        Step many = at(steps, 5);
        figures.ratio("admittedP99At5xVs80", p99(many) / p99(few));
        figures.ratio("vipInTimeAt5x", many.vipShare());
      }
    }
  }

  /**
   * A cached answer needs no shop: the core that the gateway shares with its stores is what there
   * is not enough of.
   */
  void cpuLimited(Child gateway, Load.Way way) throws IOException, InterruptedException {
    gateway.storesOn(0);
    try {
      withStores(gateway, way);
    } finally {
      gateway.storesOn(1);
    }
  }

  private void withStores(Child gateway, Load.Way way) throws IOException, InterruptedException {
    String what = "overload, " + way.key();
    try (Load few = Load.shoppers(gateway, way, true).warm(pace, progress);
        Generator crowd = crowd(gateway, way, Load.CACHED)) {
      double most = rate(few.run(pace.step()));
      // Turning away is warmed up, too: what is not compiled costs a full core dearly.
      int stretches = (pace.warmUps() + 1) / 2;
      Load.warm(gateway, stretches, progress, () -> crowd.open(TOO_MUCH * most, 1, pace.warmUp()));
      double inTime = Generator.IN_TIME.toMillis();
      double peak = new Saturation(figures, pace).find(what, few, crowd, 1, inTime);
      List<Step> steps = steps(what, gateway, crowd, peak, pace.multiples());
      double r = rejection(what, gateway, way, at(steps, USUALLY));
      String suffix = way == Load.Way.WS ? "Socket" : "";
      figures.ratio("rejectionCost" + suffix, r);
      bounds(suffix, what, steps, r);
    }
  }

  private static Generator crowd(Child gateway, Load.Way way, String text) throws IOException {
    return way == Load.Way.WS
        ? Load.sockets(gateway, SHOPPERS, true, text.equals(Load.CACHED) ? "crowd" : "away", text)
        : Load.requests(gateway, CROWD, text, "");
  }

  private List<Step> steps(
      String what, Child gateway, Generator crowd, double peak, double[] multiples)
      throws IOException {
    List<Step> steps = new ArrayList<>();
    for (double multiple : multiples) {
      progress.accept(what + ": " + multiple + " times the peak");
      Step step = step(gateway, crowd, multiple, peak);
      Tally tally = step.tally;
      steps.add(step);
      String at = what + " at " + multiple;
      double offered = Math.max(1, tally.offered());
      figures.add(at + ", goodput of peak", step.goodput());
      figures.add(at + ", share answered", tally.answered() / offered);
      figures.add(at + ", share told to wait", tally.refused() / offered);
      figures.add(at + ", share held back", 1 - tally.sent() / offered);
      figures.add(at + ", admitted p99 ms", p99(step));
      figures.add(at + ", VIPs in time", step.vipShare());
      figures.add(at + ", VIPs told to wait", step.vipRefused());
      progress.accept(
          "  goodput %.3f, admitted p50 %.0f and p99 %.0f ms, VIPs in time %.4f, told to wait %.4f"
              .formatted(
                  step.goodput(),
                  tally.millis(0.5),
                  p99(step),
                  step.vipShare(),
                  step.vipRefused()));
    }
    return steps;
  }

  private Step step(Child gateway, Generator crowd, double multiple, double peak)
      throws IOException {
    crowd.open(peak * multiple, 1, pace.arrival());
    double before = cpu(gateway);
    Tally tally = crowd.open(peak * multiple, 1, pace.step());
    return new Step(multiple, tally, cpu(gateway) - before, peak);
  }

  /** Without the compilers, which are at work whenever something happens that did not before. */
  private static double cpu(Child gateway) throws IOException {
    return gateway.cpuSecondsWithStores() - gateway.compilerSeconds();
  }

  /**
   * What it costs that a message is not worked on, as a part of what a turn costs at 80 %: by
   * itself, with a limit of one at a time, who waits for a shop that takes its time. Of those who
   * are too many some are told to wait, and most are not read from meanwhile; both count, as they
   * do in {@link #bounds}. The few turns are not taken off: a rejection costs no more than this.
   */
  private double rejection(String what, Child gateway, Load.Way way, Step usual)
      throws IOException, InterruptedException {
    servers.admission(gateway, Map.of("limiter", "static", "maxInFlight", 1));
    shop.takes(LONG);
    try (Generator crowd = crowd(gateway, way, Load.ORDER)) {
      double often = REFUSED * usual.peak;
      Load.warm(gateway, AWAY, progress, () -> crowd.open(often, 1, pace.warmUp()));
      Step many = step(gateway, crowd, REFUSED, usual.peak);
      Tally tally = many.tally;
      double turns = many.cpu / usual.turn();
      double r = turns / Math.max(1, tally.offered() - tally.answered());
      figures.add(
          what + ", nearly all turned away, told to wait a second",
          tally.refused() / tally.seconds());
      figures.add(
          what + ", nearly all turned away, share answered",
          tally.answered() / (double) Math.max(1, tally.offered()));
      figures.add(
          what + ", cost of each that is told to wait, of a turn",
          turns / Math.max(1, tally.refused()));
      figures.add(what + ", cost of a rejection, of a turn", r);
      return r;
    } finally {
      shop.takes(SlowShop.ANSWER);
      servers.admission(gateway, Map.of());
    }
  }

  /**
   * Where a rejection costs r of a turn, no more than (1 - kr) / (1 - r) can be good at k times the
   * peak, which is the best of all steps: both what is good and what comes are multiples of that.
   */
  private void bounds(String suffix, String what, List<Step> steps, double r) {
    double best = best(steps);
    for (Step step : steps) {
      double k = step.multiple / best;
      double bound = Math.min(1, (1 - k * r) / (1 - r));
      if (k > 1 && bound > SHED) {
        double share = step.goodput() / best / bound;
        figures.add(what + ", goodput of what the cost allows at " + step.multiple, share);
        if (step.multiple == 2 || step.multiple == 5) {
          figures.ratio("goodputOfBoundAt%.0fx%s".formatted(step.multiple, suffix), share);
        }
      }
    }
  }

  private static double best(List<Step> steps) {
    return steps.stream().mapToDouble(Step::goodput).reduce(LEAST, Math::max);
  }

  private static double rate(Tally tally) {
    return tally.answered() / tally.seconds();
  }

  private static double p99(Step step) {
    return step.tally.millis(0.99);
  }

  private static Step at(List<Step> steps, double multiple) {
    return steps.stream().filter(step -> step.multiple == multiple).findFirst().orElseThrow();
  }
}
