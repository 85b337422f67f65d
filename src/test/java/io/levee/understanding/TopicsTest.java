package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TopicsTest {
  private static final int DIMENSIONS = 512;
  private static final List<String> OTHERS = List.of("会员积分怎么换礼物", "礼品卡能不能拆开用");

  private static QuantizedVector vector(Random random) {
    float[] vector = new float[DIMENSIONS];
    double square = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return QuantizedVector.of(vector);
  }

  private static int likeliest(float[] topics) {
    return IntStream.range(0, topics.length)
        .boxed()
        .max(Comparator.comparingDouble(t -> topics[t]))
        .orElseThrow();
  }

  private static double square(float[] vector, int from) {
    double square = 0;
    for (int i = from; i < vector.length; i++) {
      square += vector[i] * vector[i];
    }
    return square;
  }

  @Test
  void areKnownForTheChineseModelOnly() {
    assertThat(Topics.of(Language.ZH, DIMENSIONS, OTHERS)).isNotNull();
    assertThat(Topics.of(Language.ZH, DIMENSIONS / 2, OTHERS)).isNull();
    assertThat(Topics.of(Language.EN, DIMENSIONS, OTHERS)).isNull();
  }

  @Test
  void leaveTheKnowledgeTheyWereLearnedFromAlone() {
    List<String> shipped =
        Starter.read().phrases().stream().map(p -> Normalizer.normalize(p.text())).toList();

    assertThat(Topics.of(Language.ZH, DIMENSIONS, shipped)).isNull();
  }

  @Test
  void areOfLengthOne() {
    Topics topics = Topics.of(Language.ZH, DIMENSIONS, OTHERS);
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      assertThat(square(topics.of(vector(random)), 0)).isBetween(0.999, 1.001);
    }
  }

  @Test
  void areLeftOutWhereTheyTellNothingApart() {
    List<QuantizedVector> same = Collections.nCopies(10, vector(new Random(2)));
    int[] intentOf = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    Meaning meaning =
        Meaning.of(same, intentOf, Language.ZH, Topics.of(Language.ZH, DIMENSIONS, OTHERS));

    assertThat(meaning.of(same.getFirst())).hasSize(DIMENSIONS);
  }

  @Test
  void whatTellsIntentsApartIsToldFromWhatDoesNot() {
    List<float[]> vectors = List.of(at(1, 0), at(1, 1), at(-1, 0), at(-1, 1));

    assertThat(Centre.apart(vectors, new int[] {0, 0, 1, 1})).isBetween(0.79, 0.81);
    assertThat(Centre.apart(vectors, new int[] {0, 1, 0, 1})).isBetween(0.19, 0.21);
    assertThat(Centre.apart(vectors, new int[] {0, 1, 1, 0})).isZero();
  }

  private static float[] at(float x, float y) {
    return new float[] {x, y};
  }

  @Test
  void countLessThanTheMeaningWhereTheyTellIntentsApart() {
    Topics topics = Topics.of(Language.ZH, DIMENSIONS, OTHERS);
    Random random = new Random(3);
    List<QuantizedVector> vectors = new ArrayList<>();
    int[] intentOf = new int[200];
    for (int i = 0; i < intentOf.length; i++) {
      vectors.add(vector(random));
      float[] about = topics.of(vectors.get(i));
      intentOf[i] = likeliest(about);
    }
    float[] features = Meaning.of(vectors, intentOf, Language.ZH, topics).of(vectors.getFirst());

    assertThat(features).hasSizeGreaterThan(DIMENSIONS);
    assertThat(square(features, DIMENSIONS)).isPositive().isLessThanOrEqualTo(0.251);
  }
}
