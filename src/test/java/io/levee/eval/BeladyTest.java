package io.levee.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BeladyTest {
  private static double ratio(String keys, int capacity) {
    return Belady.hitRatio(
        keys.chars().mapToObj(Character::toString).toList(), k -> false, capacity);
  }

  @Test
  void whatIsAskedAgainSoonestIsKept() {
    // With room for two, c is never worth it: a and b are always asked before it comes back.
    assertThat(ratio("abcabab", 2)).isEqualTo(4 / 7.0, within(1e-9));
  }

  @Test
  void whatIsNeverAskedAgainTakesNoRoom() {
    assertThat(ratio("axaya", 1)).isEqualTo(2 / 5.0, within(1e-9));
  }

  @Test
  void roomForAllMissesOnlyFirsts() {
    assertThat(ratio("abcabc", 3)).isEqualTo(0.5, within(1e-9));
  }

  @Test
  void keysThatNeverReachTheCacheCountForNothing() {
    double ratio = Belady.hitRatio(List.of("a", "known", "a", "known"), "known"::equals, 1);
    assertThat(ratio).isEqualTo(0.5, within(1e-9));
  }

  @Test
  void nothingAskedHitsNothing() {
    assertThat(Belady.hitRatio(List.of(), k -> false, 10)).isZero();
  }
}
