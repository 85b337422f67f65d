package io.levee.understanding;

import java.util.Arrays;

/**
 * How well each intent fits. Of few intents all are listed; of many, those that come into question,
 * so that a text costs no more the more a shop knows.
 *
 * @param intents those listed, ascending, each once; null: all, by their number
 * @param values theirs
 * @param rest of every intent that is not listed
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Scores(int[] intents, float[] values, float rest) {

  static Scores ofAll(float[] values) {
    return new Scores(null, values, 0);
  }

  /**
   * Each intent's best.
   *
   * @param intents in any order, and repeated
   */
  static Scores best(int[] intents, float[] values, float rest) {
    long[] byIntent = new long[intents.length];
    for (int i = 0; i < byIntent.length; i++) {
      byIntent[i] = (long) intents[i] << Integer.SIZE | i;
    }
    Arrays.sort(byIntent);
    int[] listed = new int[intents.length];
    float[] best = new float[intents.length];
    int n = 0;
    for (long one : byIntent) {
      int intent = (int) (one >>> Integer.SIZE);
      float value = values[(int) one];
      if (n > 0 && listed[n - 1] == intent) {
        best[n - 1] = Math.max(best[n - 1], value);
      } else {
        listed[n] = intent;
        best[n++] = value;
      }
    }
    return new Scores(Arrays.copyOf(listed, n), Arrays.copyOf(best, n), rest);
  }

  int size() {
    return values.length;
  }

  /** The k-th that is listed. */
  int intent(int k) {
    return intents == null ? k : intents[k];
  }

  boolean lists(int intent) {
    return intents == null || Arrays.binarySearch(intents, intent) >= 0;
  }

  float of(int intent) {
    int at = intents == null ? intent : Arrays.binarySearch(intents, intent);
    return at < 0 ? rest : values[at];
  }

  /** The sum with so many times the other; all are listed if either lists all. */
  Scores plus(Scores other, float times) {
    if (intents == null) {
      return ofAll(sum(values, 1, other, times));
    }
    if (other.intents == null) {
      return ofAll(sum(other.values, times, this, 1));
    }
    int[] union = new int[size() + other.size()];
    float[] sums = new float[union.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      int a = i < size() ? intents[i] : Integer.MAX_VALUE;
      int b = j < other.size() ? other.intents[j] : Integer.MAX_VALUE;
      union[n] = Math.min(a, b);
      float mine = a <= b ? values[i++] : rest;
      sums[n++] = mine + times * (b <= a ? other.values[j++] : other.rest);
    }
    return new Scores(Arrays.copyOf(union, n), Arrays.copyOf(sums, n), rest + times * other.rest);
  }

  private static float[] sum(float[] all, float timesAll, Scores some, float times) {
    float[] sum = new float[all.length];
    float rest = some.intents == null ? 0 : times * some.rest;
    for (int i = 0; i < sum.length; i++) {
      sum[i] = timesAll * all[i] + rest;
    }
    for (int k = 0; k < some.size(); k++) {
      sum[some.intent(k)] += times * some.values[k] - rest;
    }
    return sum;
  }
}
