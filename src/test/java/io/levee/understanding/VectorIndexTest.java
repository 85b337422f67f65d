package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link VectorIndex} with what it finds, and mends, the nearest by. */
final class VectorIndexTest {
  private static final int DIMENSIONS = 64;

  private final Random random = new Random(7);

  private float[] any() {
    float[] vector = new float[DIMENSIONS];
    for (int d = 0; d < DIMENSIONS; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return unit(vector);
  }

  private static float[] unit(float[] vector) {
    double square = 0;
    for (float x : vector) {
      square += x * x;
    }
    float[] unit = vector.clone();
    for (int d = 0; d < unit.length; d++) {
      unit[d] /= (float) Math.sqrt(square);
    }
    return unit;
  }

  private float[] near(float[] vector, double noise) {
    float[] near = vector.clone();
    for (int d = 0; d < DIMENSIONS; d++) {
      near[d] += (float) (random.nextGaussian() * noise);
    }
    return unit(near);
  }

  private static VectorIndex index(float[][] vectors, IntFunction<float[]> wording) {
    return new VectorIndex(
        Arrays.stream(vectors).map(QuantizedVector::of).toArray(QuantizedVector[]::new),
        IntStream.range(0, vectors.length).toArray(),
        vectors.length,
        wording);
  }

  private static int best(Scores scores) {
    return IntStream.range(0, scores.size())
        .reduce((a, b) -> scores.values()[b] > scores.values()[a] ? b : a)
        .stream()
        .map(scores::intent)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void amongManyTheNearestIsFound() {
    float[][] vectors = new float[5_000][];
    Arrays.setAll(vectors, i -> any());
    VectorIndex index = index(vectors, null);
    for (int i = 0; i < 5_000; i += 97) {
      Scores scores = index.score(QuantizedVector.of(near(vectors[i], 0.05)));
      assertThat(best(scores)).isEqualTo(i);
    }
  }

  @Test
  void signaturesFindThemselvesAndAsManyAsAreAskedFor() {
    float[][] vectors = new float[300][];
    Arrays.setAll(vectors, i -> any());
    VectorIndex index = index(vectors, null);
    assertThat(index.near(42, 20)).contains(42).hasSizeGreaterThanOrEqualTo(20);
    assertThat(index.near(42, 300)).hasSize(300);
  }

  @Test
  void aPhraseInACrowdGivesWayToOneThatStandsAlone() {
    float[] crowd = any();
    float[] alone = any();
    float[][] vectors = new float[80][];
    Arrays.setAll(vectors, i -> i == 0 ? alone : near(crowd, 0.02));
    VectorIndex index = index(vectors, i -> null);
    float[] between = new float[DIMENSIONS];
    for (int d = 0; d < DIMENSIONS; d++) {
      between[d] = crowd[d] * 1.01f + alone[d];
    }
    QuantizedVector text = QuantizedVector.of(unit(between));

    assertThat(best(index.score(text))).as("by cosine alone").isPositive();
    assertThat(best(index.scoreUncrowded(text, null))).isZero();
  }

  @Test
  void ofTwoThatMeanTheSameTheOneWordedAlikeIsMeant() {
    float[][] vectors = new float[100][];
    float[][] wordings = new float[100][];
    Arrays.setAll(vectors, i -> any());
    Arrays.setAll(wordings, i -> any());
    vectors[1] = near(vectors[0], 0.001);
    VectorIndex index = index(vectors, i -> wordings[i].clone());
    assertThat(index.readsWording()).isTrue();

    QuantizedVector text = QuantizedVector.of(vectors[0]);
    assertThat(best(index.scoreUncrowded(text, near(wordings[0], 0.05)))).isZero();
    assertThat(best(index.scoreUncrowded(text, near(wordings[1], 0.05)))).isEqualTo(1);
  }

  @Test
  void amongEntriesAboutOneThingTheWordingIsNotAsked() {
    float[] topic = any();
    float[][] vectors = new float[100][];
    Arrays.setAll(vectors, i -> near(topic, 0.05));
    assertThat(index(vectors, i -> any()).readsWording()).isFalse();
  }

  @Test
  void fewPhrasesAreComparedByTheirMeaningAlone() {
    float[][] vectors = {any(), any()};
    VectorIndex index = index(vectors, i -> any());
    assertThat(index.readsWording()).isFalse();
    Scores scores = index.scoreUncrowded(QuantizedVector.of(vectors[0]), null);
    assertThat(scores.of(0)).isCloseTo(1, within(0.02f));
  }
}
