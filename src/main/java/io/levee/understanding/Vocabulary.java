package io.levee.understanding;

import java.util.Arrays;
import java.util.List;

/**
 * The grams of the phrases, numbered, with how rare each is: a text becomes its sublinear tf-idf
 * weights, of length one. Grams that no phrase has are left out. Immutable.
 */
final class Vocabulary {
  private final long[] keys; // open addressing; 0: free
  private final int[] ids;
  private final int mask;
  private final float[] rarity;

  Vocabulary(List<String> texts) {
    long[] all = new long[1024];
    int size = 0;
    for (String text : texts) {
      long last = 0;
      for (long hash : GramHashes.of(text)) {
        if (hash != last && hash != 0) {
          if (size == all.length) {
            all = Arrays.copyOf(all, size * 2);
          }
          all[size++] = hash;
        }
        last = hash;
      }
    }
    Arrays.sort(all, 0, size);
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      distinct += i == 0 || all[i] != all[i - 1] ? 1 : 0;
    }
    mask = Integer.highestOneBit(Math.max(8, distinct * 3)) * 2 - 1;
    keys = new long[mask + 1];
    ids = new int[mask + 1];
    rarity = new float[distinct];
    int id = 0;
    for (int i = 0; i < size; ) {
      int end = i + 1;
      while (end < size && all[end] == all[i]) {
        end++;
      }
      int slot = slot(all[i]);
      keys[slot] = all[i];
      ids[slot] = id;
      rarity[id++] = (float) (Math.log((1.0 + texts.size()) / (1.0 + end - i)) + 1);
      i = end;
    }
  }

  private int slot(long hash) {
    int slot = (int) (hash >>> 20) & mask;
    while (keys[slot] != 0 && keys[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  int size() {
    return rarity.length;
  }

  SparseVector vector(String normalised) {
    long[] hashes = GramHashes.of(normalised);
    int[] features = new int[hashes.length];
    float[] weights = new float[hashes.length];
    int n = 0;
    double square = 0;
    for (int i = 0; i < hashes.length; ) {
      int end = i + 1;
      while (end < hashes.length && hashes[end] == hashes[i]) {
        end++;
      }
      int slot = slot(hashes[i]);
      if (keys[slot] == hashes[i] && hashes[i] != 0) {
        features[n] = ids[slot];
        float often = end - i == 1 ? 1 : 1 + (float) Math.log(end - i);
        weights[n] = often * rarity[ids[slot]];
        square += weights[n] * weights[n];
        n++;
      }
      i = end;
    }
    float scale = (float) (1 / Math.sqrt(Math.max(square, 1e-12)));
    for (int i = 0; i < n; i++) {
      weights[i] *= scale;
    }
    return new SparseVector(Arrays.copyOf(features, n), Arrays.copyOf(weights, n));
  }
}
