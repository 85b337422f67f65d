package io.levee.understanding;

import java.util.Arrays;
import java.util.List;

/**
 * Cosine over tf-idf weighted {@link Grams}, from an inverted index. A gram that no phrase has
 * counts fully against the text: words the shop never uses make it less likely to be about the
 * shop. Immutable.
 *
 * <p>Of many phrases not all are looked through. A text's rare grams say most, and have few
 * phrases: they go first. Once {@link #MOST_POSTINGS} are read, the grams that are left, the most
 * common, are looked up for the best phrases only, so that the cost of a text does not grow with
 * the knowledge base.
 */
final class LexicalIndex {
  /** All of so few are looked through. */
  private static final int FEW = 4_000;

  /** Phrases with a gram that are looked through for a text, all its grams together, about. */
  private static final int MOST_POSTINGS = 4_000;

  /** Phrases whose score is made exact where that was not enough. */
  private static final int FINALISTS = 48;

  private static final int NONE = -1;

  private final long[] keys; // the grams, open addressing; 0: free
  private final int[] ids;
  private final int mask;
  private final int[] starts; // of each gram's phrases, and one more
  private final int[] phrases; // ascending
  private final float[] weights;
  private final Spelt spelt; // null: few phrases
  private final float[] rarities; // of each gram, then of those that no phrase has
  private final int[] intentOf;
  private final int intents;
  private final ThreadLocal<Tally> tallies;

  /**
   * @param texts normalised phrases
   * @param intentOf each phrase's intent, 0 to {@code intents - 1}
   */
  LexicalIndex(List<String> texts, int[] intentOf, int intents) {
    this.intentOf = intentOf;
    this.intents = intents;
    long[] distinct = distinct(texts);
    mask = Integer.highestOneBit(Math.max(8, distinct.length)) * 4 - 1;
    keys = new long[mask + 1];
    ids = new int[mask + 1];
    for (int id = 0; id < distinct.length; id++) {
      int slot = slot(distinct[id]);
      keys[slot] = distinct[id];
      ids[slot] = id;
    }
    starts = starts(texts, distinct.length);
    rarities = new float[distinct.length + 1];
    for (int id = 0; id < distinct.length; id++) {
      rarities[id] = rarity(starts[id + 1] - starts[id]);
    }
    rarities[distinct.length] = rarity(0);
    phrases = new int[starts[distinct.length]];
    weights = new float[phrases.length];
    fill(texts);
    spelt = texts.size() > FEW ? new Spelt(starts, phrases, weights, texts.size()) : null;
    tallies = ThreadLocal.withInitial(() -> new Tally(texts.size(), rarities.length));
  }

  private static long[] distinct(List<String> texts) {
    long[] all = new long[1024];
    int size = 0;
    for (String text : texts) {
      long last = 0;
      for (long gram : Grams.of(text)) {
        if (gram != last) {
          if (size == all.length) {
            all = Arrays.copyOf(all, size * 2);
          }
          all[size++] = gram;
        }
        last = gram;
      }
    }
    Arrays.sort(all, 0, size);
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[n++] = all[i];
      }
    }
    return Arrays.copyOf(all, n);
  }

  private int[] starts(List<String> texts, int grams) {
    int[] ends = new int[grams + 1];
    for (String text : texts) {
      long last = 0;
      for (long gram : Grams.of(text)) {
        ends[id(gram) + 1] += gram == last ? 0 : 1;
        last = gram;
      }
    }
    for (int id = 0; id < grams; id++) {
      ends[id + 1] += ends[id];
    }
    return ends;
  }

  private void fill(List<String> texts) {
    int[] next = starts.clone();
    for (int phrase = 0; phrase < texts.size(); phrase++) {
      long[] grams = Grams.of(texts.get(phrase));
      float scale = (float) (1 / Math.sqrt(square(grams)));
      for (int i = 0; i < grams.length; ) {
        int end = end(grams, i);
        int id = id(grams[i]);
        float rarity = rarityOf(id);
        phrases[next[id]] = phrase;
        // times the rarity that the text's own weight will lack
        weights[next[id]++] = (end - i) * Grams.weight(grams[i]) * rarity * rarity * scale;
        i = end;
      }
    }
  }

  /** Of the weights of a text, at least a little. */
  private double square(long[] grams) {
    double square = 1e-12;
    for (int i = 0; i < grams.length; ) {
      int end = end(grams, i);
      double weight = (end - i) * Grams.weight(grams[i]) * rarityOf(id(grams[i]));
      square += weight * weight;
      i = end;
    }
    return square;
  }

  /** Behind the gram's last repetition. */
  private static int end(long[] grams, int from) {
    int end = from + 1;
    while (end < grams.length && grams[end] == grams[from]) {
      end++;
    }
    return end;
  }

  private int slot(long gram) {
    int slot = (int) (gram >>> 20) & mask;
    while (keys[slot] != 0 && keys[slot] != gram) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The gram's number, or {@link #NONE}. */
  private int id(long gram) {
    int slot = slot(gram);
    return keys[slot] == gram ? ids[slot] : NONE;
  }

  private float rarity(int phrasesWithIt) {
    return (float) Math.log(1 + (intentOf.length + 1.0) / (phrasesWithIt + 0.5));
  }

  private float rarityOf(int id) {
    return rarities[id == NONE ? rarities.length - 1 : id];
  }

  /**
   * Each intent's best phrase's cosine with the text, 0–1; of many phrases, those of the finalists.
   */
  Scores score(String normalised) {
    long[] grams = Grams.of(normalised);
    float scale = (float) (1 / Math.sqrt(square(grams)));
    return spelt == null ? ofAll(grams, scale) : ofFinalists(grams, scale);
  }

  private Scores ofAll(long[] grams, float scale) {
    float[] sums = tallies.get().sums;
    all(grams, sums);
    float[] best = new float[intents];
    for (int phrase = 0; phrase < intentOf.length; phrase++) {
      int intent = intentOf[phrase];
      best[intent] = Math.max(best[intent], sums[phrase] * scale);
    }
    Arrays.fill(sums, 0);
    return Scores.ofAll(best);
  }

  private Scores ofFinalists(long[] grams, float scale) {
    Tally tally = tallies.get();
    int[] finalists = rarestFirst(grams, tally);
    int[] whose = new int[finalists.length];
    float[] cosines = new float[finalists.length];
    for (int k = 0; k < finalists.length; k++) {
      whose[k] = intentOf[finalists[k]];
      cosines[k] = tally.sums[finalists[k]] * scale;
    }
    tally.clear();
    return Scores.best(whose, cosines, 0);
  }

  private void all(long[] grams, float[] sums) {
    for (int i = 0; i < grams.length; ) {
      int end = end(grams, i);
      int id = id(grams[i]);
      float weight = weight(grams, i);
      for (int p = id == NONE ? 0 : starts[id]; id != NONE && p < starts[id + 1]; p++) {
        sums[phrases[p]] += weight * weights[p];
      }
      i = end;
    }
  }

  private int[] rarestFirst(long[] grams, Tally tally) {
    // The number of phrases above, the gram's place below: sorted, the rarest is first.
    long[] rarest = new long[grams.length];
    int known = 0;
    for (int i = 0; i < grams.length; i = end(grams, i)) {
      int id = id(grams[i]);
      if (id != NONE) {
        rarest[known++] = (long) (starts[id + 1] - starts[id]) << Integer.SIZE | i;
      }
    }
    Arrays.sort(rarest, 0, known);
    int read = 0;
    int k = 0;
    while (k < known && (k == 0 || read + (rarest[k] >>> Integer.SIZE) <= MOST_POSTINGS)) {
      read += (int) (rarest[k] >>> Integer.SIZE);
      int at = (int) rarest[k++];
      add(id(grams[at]), weight(grams, at), tally);
    }
    int[] finalists = tally.best(FINALISTS);
    complete(finalists, grams, Arrays.copyOfRange(rarest, k, known), tally);
    return finalists;
  }

  private void complete(int[] finalists, long[] grams, long[] places, Tally tally) {
    if (places.length == 0) {
      return;
    }
    for (long place : places) {
      tally.left[id(grams[(int) place])] = weight(grams, (int) place);
    }
    for (int phrase : finalists) {
      tally.sums[phrase] += spelt.sum(phrase, tally.left);
    }
    for (long place : places) {
      tally.left[id(grams[(int) place])] = 0;
    }
  }

  /** How much the text has of a gram, but for its rarity. */
  private static float weight(long[] grams, int at) {
    return (end(grams, at) - at) * Grams.weight(grams[at]);
  }

  private void add(int id, float weight, Tally tally) {
    for (int p = starts[id]; p < starts[id + 1]; p++) {
      tally.add(phrases[p], weight * weights[p]);
    }
  }

  /** Each phrase's grams, for the few phrases that are looked through whole. */
  private static final class Spelt {
    private final int[] starts; // of each phrase's grams, and one more
    private final int[] grams;
    private final float[] weights;

    Spelt(int[] gramStarts, int[] phrases, float[] weights, int count) {
      this.starts = new int[count + 1];
      this.grams = new int[phrases.length];
      this.weights = new float[phrases.length];
      for (int phrase : phrases) {
        starts[phrase + 1]++;
      }
      for (int phrase = 0; phrase < count; phrase++) {
        starts[phrase + 1] += starts[phrase];
      }
      int[] next = starts.clone();
      for (int gram = 0; gram + 1 < gramStarts.length; gram++) {
        for (int p = gramStarts[gram]; p < gramStarts[gram + 1]; p++) {
          int at = next[phrases[p]]++;
          grams[at] = gram;
          this.weights[at] = weights[p];
        }
      }
    }

    /** What the grams of the phrase give that a text has, by how much it has of each. */
    float sum(int phrase, float[] text) {
      float sum = 0;
      for (int i = starts[phrase]; i < starts[phrase + 1]; i++) {
        sum += text[grams[i]] * weights[i];
      }
      return sum;
    }
  }

  /** The scores of one text while they add up: kept for the next, since it is large. */
  private static final class Tally {
    private final float[] sums;
    private final int[] touched;
    private final float[] left; // of each gram of the text that is not added yet, else 0
    private int size;

    Tally(int phrases, int grams) {
      sums = new float[phrases];
      touched = new int[phrases + 1];
      left = new float[grams];
    }

    void clear() {
      for (int i = 0; i < size; i++) {
        sums[touched[i]] = 0;
      }
      size = 0;
    }

    void add(int phrase, float share) {
      float before = sums[phrase];
      touched[size] = phrase;
      size += before == 0 ? 1 : 0;
      sums[phrase] = before + share;
    }

    /** Those with the highest sums, in no order. */
    int[] best(int most) {
      int n = Math.min(most, size);
      int[] best = Arrays.copyOf(touched, n);
      int least = least(best);
      for (int i = n; i < size; i++) {
        if (sums[touched[i]] > sums[best[least]]) {
          best[least] = touched[i];
          least = least(best);
        }
      }
      return best;
    }

    private int least(int[] some) {
      int least = 0;
      for (int i = 1; i < some.length; i++) {
        least = sums[some[i]] < sums[some[least]] ? i : least;
      }
      return least;
    }
  }
}
