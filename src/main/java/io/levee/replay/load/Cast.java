package io.levee.replay.load;

import io.levee.replay.plan.Trace;
import io.levee.replay.plan.TraceLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Who plays which conversation of a trace: as few shoppers as can hold all that go on at once, each
 * free again some time after the last message of the one before.
 */
final class Cast {
  private static final long REST_MICROS = 2_000_000;

  private final int[] parts;
  private final boolean[] lasts;
  private final List<Boolean> vips;

  private Cast(int[] parts, boolean[] lasts, List<Boolean> vips) {
    this.parts = parts;
    this.lasts = lasts;
    this.vips = vips;
  }

  /** The index of the shopper who says that line. */
  int part(int line) {
    return parts[line];
  }

  /** Whether that line is the last of its conversation. */
  boolean last(int line) {
    return lasts[line];
  }

  /** Of every shopper, whether it is a VIP. */
  List<Boolean> vips() {
    return vips;
  }

  private record Busy(long until, int shopper) {}

  static Cast of(Trace trace) {
    List<TraceLine> lines = trace.lines();
    Map<String, Integer> lastLine = new HashMap<>();
    Map<String, Boolean> vip = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      lastLine.put(lines.get(i).conversation(), i);
      vip.merge(lines.get(i).conversation(), lines.get(i).vip(), Boolean::logicalOr);
    }
    int[] part = new int[lines.size()];
    boolean[] last = new boolean[lines.size()];
    List<Boolean> vips = new ArrayList<>();
    Map<Boolean, Deque<Integer>> free = Map.of(true, new ArrayDeque<>(), false, new ArrayDeque<>());
    PriorityQueue<Busy> busy = new PriorityQueue<>((a, b) -> Long.compare(a.until(), b.until()));
    Map<String, Integer> plays = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      TraceLine line = lines.get(i);
      while (!busy.isEmpty() && busy.peek().until() <= line.atMicros()) {
        int shopper = busy.poll().shopper();
        free.get(vips.get(shopper)).add(shopper);
      }
      Integer shopper = plays.get(line.conversation());
      if (shopper == null) {
        boolean important = vip.get(line.conversation());
        shopper = free.get(important).poll();
        if (shopper == null) {
          shopper = vips.size();
          vips.add(important);
        }
        plays.put(line.conversation(), shopper);
      }
      part[i] = shopper;
      last[i] = lastLine.get(line.conversation()) == i;
      if (last[i]) {
        busy.add(new Busy(line.atMicros() + REST_MICROS, shopper));
      }
    }
    return new Cast(part, last, vips);
  }
}
