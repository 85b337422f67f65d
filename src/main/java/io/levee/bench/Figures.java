package io.levee.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured: every repetition, and the ratios of their medians. */
public final class Figures {
  private final Map<String, List<Double>> measured = new LinkedHashMap<>();
  private final Map<String, Double> ratios = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  void add(String what, double value) {
    measured.computeIfAbsent(what, unused -> new ArrayList<>()).add(value);
  }

  void ratio(String name, double value) {
    ratios.put(name, value);
  }

  void note(String text) {
    notes.add(text);
  }

  double median(String what) {
    return median(
        measured.getOrDefault(what, List.of()).stream().mapToDouble(Double::doubleValue).toArray());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /** Each figure by its name in the JSON. */
  public Map<String, Double> ratios() {
    return new LinkedHashMap<>(ratios);
  }

  /** All repetitions, by what was measured. */
  public Map<String, List<Double>> measured() {
    return new LinkedHashMap<>(measured);
  }

  /** How it was measured, a sentence each. */
  public List<String> notes() {
    return List.copyOf(notes);
  }
}
