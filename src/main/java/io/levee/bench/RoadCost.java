package io.levee.bench;

import io.levee.bench.Generator.Tally;
import java.io.IOException;
import java.time.Duration;

/** Turns a CPU second, one server's against another's, one after the other and again. */
record RoadCost(Figures figures, Pace pace) {
  private static final String COMPILED = ", turns a CPU second without the compilers";

  /** Sessions and outbox are written after the answer. */
  private static final Duration SETTLE = Duration.ofMillis(700);

  /**
   * @param ratio the figure's name: turns of what is measured first by those of the second
   */
  void compare(String ratio, String first, Load one, String second, Load other)
      throws IOException, InterruptedException {
    for (int i = 0; i < pace.times(); i++) {
      measure(first, one);
      measure(second, other);
    }
    allocation(first, one);
    allocation(second, other);
    figures.ratio(ratio, turns(first) / turns(second));
  }

  /** The same of what both take once everything is compiled. */
  void compareCompiled(String ratio, String first, Load one, String second, Load other)
      throws IOException, InterruptedException {
    compare(ratio, first, one, second, other);
    figures.ratio(ratio, figures.median(first + COMPILED) / figures.median(second + COMPILED));
  }

  /** Turns a CPU second, at the median. */
  double turns(String what) {
    return figures.median(what + ", turns a CPU second");
  }

  void measure(String what, Load load) throws IOException, InterruptedException {
    Child server = load.server();
    double before = server.cpuSeconds();
    double compiledBefore = server.compilerSeconds();
    Tally tally = load.run(pace.each());
    Thread.sleep(SETTLE);
    double cpu = server.cpuSeconds() - before;
    double compiling = server.compilerSeconds() - compiledBefore;
    if (tally.answered() == 0) {
      throw new IOException(what + ": nothing was answered, " + tally.refused() + " refused");
    }
    figures.add(what + ", turns a CPU second", tally.answered() / cpu);
    figures.add(what + COMPILED, tally.answered() / (cpu - compiling));
    figures.add(what + ", turns a second", tally.answered() / tally.seconds());
    figures.add(what + ", share of the CPU time compiling", compiling / cpu);
    figures.add(what + ", p99 ms", tally.millis(0.99));
  }

  /** By itself, and once: asking takes a JVM of its own, twice, and it hardly differs. */
  private void allocation(String what, Load load) throws IOException, InterruptedException {
    double before = load.server().allocated();
    if (before > 0) {
      Tally tally = load.run(pace.each());
      double bytes = load.server().allocated() - before;
      figures.add(what + ", bytes allocated a turn", bytes / tally.answered());
    }
  }
}
