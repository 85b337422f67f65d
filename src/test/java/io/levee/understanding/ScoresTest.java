package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScoresTest {
  private final Scores dense = Scores.ofAll(new float[] {1, 2, 3, 4});
  private final Scores few = Scores.best(new int[] {3, 1, 3}, new float[] {5, 7, 9}, -1);

  @Test
  void ofRepeatedIntentsTheBestCounts() {
    assertThat(few.size()).isEqualTo(2);
    assertThat(few.of(1)).isEqualTo(7);
    assertThat(few.of(3)).isEqualTo(9);
    assertThat(few.of(2)).as("not listed").isEqualTo(-1);
    assertThat(few.lists(2)).isFalse();
  }

  @Test
  void aSumWithAllListsAll() {
    assertThat(dense.plus(few, 2).values()).containsExactly(-1, 16, 1, 22);
    assertThat(few.plus(dense, 2).values()).containsExactly(1, 11, 5, 17);
    assertThat(dense.plus(dense, 1).values()).containsExactly(2, 4, 6, 8);
  }

  @Test
  void aSumOfSomeListsTheirUnion() {
    Scores sum = few.plus(Scores.best(new int[] {0, 3}, new float[] {4, 6}, 2), 10);
    assertThat(sum.intents()).containsExactly(0, 1, 3);
    assertThat(sum.values()).containsExactly(39, 27, 69);
    assertThat(sum.rest()).isEqualTo(19);
  }
}
