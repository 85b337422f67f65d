package io.levee.understanding;

/** What it costs that one character follows another, in nats. Read by any thread once filled. */
final class PairCosts {
  private static final float MOST = 9;

  private final int[] keys; // open addressing; 0: free
  private final float[] costs;
  private final int mask;

  /** Of each second character after a first that it never followed. */
  private final float[] alone = new float[1 << 16];

  PairCosts(int pairs) {
    mask = Integer.highestOneBit(Math.max(8, pairs)) * 4 - 1;
    keys = new int[mask + 1];
    costs = new float[mask + 1];
    java.util.Arrays.fill(alone, MOST);
  }

  void single(char second, double cost) {
    alone[second] = (float) Math.min(MOST, cost);
  }

  void pair(int pair, double cost) {
    int slot = slot(pair);
    keys[slot] = pair;
    costs[slot] = (float) Math.min(MOST, cost);
  }

  float of(char first, char second) {
    int pair = (first << 16) | second;
    int slot = slot(pair);
    return keys[slot] == pair ? costs[slot] : alone[second];
  }

  private int slot(int pair) {
    int slot = ((pair * 0x9E3779B9) >>> 8) & mask;
    while (keys[slot] != 0 && keys[slot] != pair) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
