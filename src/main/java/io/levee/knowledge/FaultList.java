package io.levee.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Faults and warnings as they are found; no more than anybody would read. */
final class FaultList {
  private static final int MOST = 1_000;
  private static final Comparator<KnowledgeFault> AS_READ =
      Comparator.comparing(KnowledgeFault::file).thenComparingInt(KnowledgeFault::line);

  private final List<KnowledgeFault> faults = new ArrayList<>();
  private final List<KnowledgeFault> warnings = new ArrayList<>();

  void fault(Spot at, String problem) {
    add(faults, at, problem);
  }

  void warning(Spot at, String problem) {
    add(warnings, at, problem);
  }

  List<KnowledgeFault> faults() {
    return faults.stream().sorted(AS_READ).toList();
  }

  List<KnowledgeFault> warnings() {
    return warnings.stream().sorted(AS_READ).toList();
  }

  private static void add(List<KnowledgeFault> list, Spot at, String problem) {
    if (list.size() < MOST) {
      list.add(new KnowledgeFault(at.file(), at.line(), problem));
    }
  }
}
