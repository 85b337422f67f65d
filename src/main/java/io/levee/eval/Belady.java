package io.levee.eval;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The best that any cache could do: it knows the future and drops what is asked again last (Bélády,
 * IBM Systems Journal 1966).
 */
final class Belady {
  private record Kept(int nextUse, String key) {}

  private Belady() {}

  /**
   * @param keys in the order they are asked for
   * @param elsewhere keys that never reach the cache
   */
  static double hitRatio(List<String> keys, Predicate<String> elsewhere, int capacity) {
    List<String> asked = keys.stream().filter(elsewhere.negate()).toList();
    int[] next = new int[asked.size()];
    Map<String, Integer> seen = new HashMap<>();
    for (int i = next.length - 1; i >= 0; i--) {
      Integer later = seen.put(asked.get(i), i);
      next[i] = later == null ? Integer.MAX_VALUE : later;
    }
    Map<String, Integer> nextUse = new HashMap<>();
    TreeSet<Kept> kept =
        new TreeSet<>(Comparator.comparingInt(Kept::nextUse).thenComparing(Kept::key));
    int hits = 0;
    for (int i = 0; i < next.length; i++) {
      String key = asked.get(i);
      Integer due = nextUse.remove(key);
      if (due != null) {
        hits++;
        kept.remove(new Kept(due, key));
      }
      if (next[i] < Integer.MAX_VALUE) {
        kept.add(new Kept(next[i], key));
        nextUse.put(key, next[i]);
        if (kept.size() > capacity) {
          nextUse.remove(kept.pollLast().key);
        }
      }
    }
    return next.length == 0 ? 0 : hits / (double) next.length;
  }
}
