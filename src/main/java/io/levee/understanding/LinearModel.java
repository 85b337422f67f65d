package io.levee.understanding;

import java.util.Arrays;
import java.util.Random;

/**
 * One linear classifier an intent, over a dense and a sparse vector, learned together: support
 * vector machines with squared hinge loss, by dual coordinate descent (Hsieh, Chang, Lin, Keerthi
 * and Sundararajan, ICML 2008). All intents' weights of a feature lie side by side, so that a text
 * costs one sweep a feature whatever their number. Immutable once learned.
 */
final class LinearModel {
  /** Weight of an error against the size of the weights. */
  private static final double COST = 0.5;

  /** How much more an intent's own few examples weigh than the many of all others. */
  private static final double OWN = 2;

  /** Changes with all that the same examples would be learned otherwise by. */
  static final int VERSION = 1;

  private static final int MOST_ROUNDS = 12;
  private static final double SETTLED = 1e-3;
  private static final long SEED = 42;

  private final int intents;
  private final int dense;
  private final float[][] weights; // dense features, sparse features, the constant

  private LinearModel(float[][] weights, int dense) {
    this.weights = weights;
    this.dense = dense;
    this.intents = weights[0].length;
  }

  /** What {@link #weights} gave. */
  static LinearModel of(float[][] weights, int dense) {
    return new LinearModel(weights, dense);
  }

  /** All that was learned; not the caller's to change. */
  float[][] weights() {
    return weights;
  }

  /**
   * Learns from examples. Blocks: 15,000 of 150 intents take some ten seconds.
   *
   * @param denses one each, all of one length, which may be 0
   * @param sparses one each, of features below {@code features}
   * @param intentOf each example's intent, 0 to {@code intents - 1}
   */
  static LinearModel learn(
      float[][] denses, SparseVector[] sparses, int features, int[] intentOf, int intents) {
    int dense = denses[0].length;
    LinearModel model = new LinearModel(new float[dense + features + 1][intents], dense);
    float[][] pulls = new float[intentOf.length][intents];
    float[] norms = new float[intentOf.length];
    int[] order = new int[intentOf.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      norms[i] = 1 + square(denses[i]) + square(sparses[i].weights());
    }
    Random random = new Random(SEED);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      shuffle(order, random);
      float moved = 0;
      for (int i : order) {
        moved = Math.max(moved, model.pull(denses[i], sparses[i], norms[i], intentOf[i], pulls[i]));
      }
      if (moved < SETTLED) {
        break;
      }
    }
    return model;
  }

  /** One example's step in all intents' dual problems; how far the furthest went. */
  private float pull(float[] x, SparseVector sparse, float norm, int own, float[] pulls) {
    float[] scores = scores(x, sparse);
    float moved = 0;
    for (int c = 0; c < intents; c++) {
      float side = c == own ? 1 : -1;
      float slack = (float) (1 / (2 * COST * (c == own ? OWN : 1)));
      float gradient = side * scores[c] - 1 + slack * pulls[c];
      float next = Math.max(0, pulls[c] - gradient / (norm + slack));
      float step = next - pulls[c];
      pulls[c] = next;
      scores[c] = step * side;
      moved = Math.max(moved, Math.abs(step));
    }
    if (moved > 0) {
      for (int f = 0; f < dense; f++) {
        add(weights[f], scores, x[f]);
      }
      for (int k = 0; k < sparse.ids().length; k++) {
        add(weights[dense + sparse.ids()[k]], scores, sparse.weights()[k]);
      }
      add(weights[weights.length - 1], scores, 1);
    }
    return moved;
  }

  /** Each intent's margin: above 0 it is rather meant than not, 1 and −1 are sure. */
  float[] scores(float[] x, SparseVector sparse) {
    float[] scores = Arrays.copyOf(weights[weights.length - 1], intents);
    addAll(scores, weights, x);
    for (int k = 0; k < sparse.ids().length; k++) {
      add(scores, weights[dense + sparse.ids()[k]], sparse.weights()[k]);
    }
    return scores;
  }

  /** The margins without what the dense features give. */
  float[] scores(SparseVector sparse) {
    float[] scores = Arrays.copyOf(weights[weights.length - 1], intents);
    for (int k = 0; k < sparse.ids().length; k++) {
      add(scores, weights[dense + sparse.ids()[k]], sparse.weights()[k]);
    }
    return scores;
  }

  /** What dense features give to the margins. */
  float[] shares(float[] x) {
    float[] shares = new float[intents];
    addAll(shares, weights, x);
    return shares;
  }

  /** The sum of the first rows, as many as there are factors, times these. */
  static void addAll(float[] sum, float[][] rows, float[] x) {
    int f = 0;
    for (; f + 3 < x.length; f += 4) { // four at a time: the sums are fetched and put back but once
      addFour(sum, rows, f, x);
    }
    for (; f < x.length; f++) {
      add(sum, rows[f], x[f]);
    }
  }

  private static void addFour(float[] sum, float[][] rows, int f, float[] times) {
    float x = times[f];
    float y = times[f + 1];
    float z = times[f + 2];
    float w = times[f + 3];
    float[] a = rows[f];
    float[] b = rows[f + 1];
    float[] c = rows[f + 2];
    float[] d = rows[f + 3];
    for (int i = 0; i < sum.length; i++) {
      sum[i] += x * a[i] + y * b[i] + z * c[i] + w * d[i];
    }
  }

  static void add(float[] sum, float[] row, float times) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += times * row[i];
    }
  }

  private static float square(float[] x) {
    float sum = 0;
    for (float v : x) {
      sum += v * v;
    }
    return sum;
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }
}
