package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LinearModelTest {
  private static final SparseVector NO_WORDS = new SparseVector(new int[0], new float[0]);

  private static SparseVector word(int id) {
    return new SparseVector(new int[] {id}, new float[] {1});
  }

  private static int best(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  @Test
  void directionsOfMeaningAreToldApart() {
    Random random = new Random(1);
    float[][] denses = new float[60][];
    SparseVector[] sparses = new SparseVector[60];
    int[] intents = new int[60];
    for (int i = 0; i < denses.length; i++) {
      intents[i] = i % 3;
      denses[i] = new float[] {0, 0, 0, (float) random.nextGaussian() * 0.1f};
      denses[i][intents[i]] = 1;
      sparses[i] = NO_WORDS;
    }
    LinearModel model = LinearModel.learn(denses, sparses, 0, intents, 3);

    float[] scores = model.scores(new float[] {0, 1, 0, 0}, NO_WORDS);
    assertThat(best(scores)).isEqualTo(1);
    assertThat(scores[1]).isPositive();
    assertThat(scores[0]).isNegative();
  }

  @Test
  void wordsAloneSuffice() {
    float[][] denses = {{}, {}, {}, {}};
    SparseVector[] sparses = {word(0), word(0), word(1), word(1)};
    LinearModel model = LinearModel.learn(denses, sparses, 2, new int[] {0, 0, 1, 1}, 2);

    assertThat(best(model.scores(new float[0], word(0)))).isZero();
    assertThat(best(model.scores(new float[0], word(1)))).isEqualTo(1);
  }

  @Test
  void learningTwiceGivesTheSame() {
    float[][] denses = {{1, 0}, {0, 1}, {1, 1}, {-1, 1}};
    SparseVector[] sparses = {word(0), word(1), word(2), word(0)};
    int[] intents = {0, 1, 0, 1};
    float[] once =
        LinearModel.learn(denses, sparses, 3, intents, 2).scores(new float[] {0.5f, 0.2f}, word(2));
    float[] again =
        LinearModel.learn(denses, sparses, 3, intents, 2).scores(new float[] {0.5f, 0.2f}, word(2));
    assertThat(again).isEqualTo(once);
  }

  @Test
  void anIntentOfFewExamplesIsHeardAmongMany() {
    float[][] denses = new float[41][];
    SparseVector[] sparses = new SparseVector[41];
    int[] intents = new int[41];
    for (int i = 0; i < 41; i++) {
      denses[i] = i < 40 ? new float[] {1, 0.2f} : new float[] {0.2f, 1};
      intents[i] = i < 40 ? 0 : 1;
      sparses[i] = NO_WORDS;
    }
    LinearModel model = LinearModel.learn(denses, sparses, 0, intents, 2);
    assertThat(best(model.scores(new float[] {0.1f, 1}, NO_WORDS))).isEqualTo(1);
  }
}
