package io.levee.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Customer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ThresholdTest {
  private final Threshold threshold = new Threshold();

  @Test
  void aPersonsConversationComesBeforeVipsThenRunningOnesThenNewOnes() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(level(Rank.PERSON, i)).isLessThan(level(Rank.VIP, i + 1));
      assertThat(level(Rank.VIP, i)).isLessThan(level(Rank.RUNNING, i + 1));
      assertThat(level(Rank.RUNNING, i)).isLessThan(level(Rank.NEW, i + 1)).isNotNegative();
      assertThat(level(Rank.NEW, i)).isLessThan(Threshold.LEVELS);
    }
  }

  @Test
  void customersAreSpreadOverTheLevelsAndAnotherPeriodIsOthersTurn() {
    long used = IntStream.range(0, 10_000).map(i -> level(Rank.NEW, i)).distinct().count();
    assertThat(used).isEqualTo(Threshold.BUCKETS);
    long first = IntStream.range(0, 10_000).filter(i -> half(i, 1)).count();
    long both = IntStream.range(0, 10_000).filter(i -> half(i, 1) && half(i, 2)).count();
    assertThat(first).isBetween(4_800L, 5_200L);
    assertThat(both).isBetween(2_300L, 2_700L);
  }

  @Test
  void itLetsInAboutAsManyAsCouldBeWorkedOnAndOpensWhenThatIsAll() {
    for (int window = 0; window < 20; window++) {
      int in = 0;
      for (int i = 0; i < 1_000; i++) {
        int level = level(i % 2 == 0 ? Rank.RUNNING : Rank.NEW, i);
        threshold.asks(level);
        if (level < threshold.threshold() && in < 300) {
          in++;
          threshold.admits();
        }
      }
      threshold.turn(true, 1);
    }
    assertThat(threshold.threshold()).isBetween(level(Rank.RUNNING, 60), 3 * Threshold.BUCKETS);
    assertThat(threshold.core()).isLessThan(threshold.threshold());
    for (int window = 0; window < 20; window++) {
      for (int i = 0; i < 100; i++) {
        threshold.asks(level(Rank.NEW, i));
        threshold.admits();
      }
      threshold.turn(false, 1);
    }
    assertThat(threshold.isOpen()).isTrue();
  }

  private static boolean half(int customer, long period) {
    return Threshold.level(Rank.PERSON, customer(customer), period) < Threshold.BUCKETS / 2;
  }

  private static int level(Rank rank, int customer) {
    return Threshold.level(rank, customer(customer), 1);
  }

  private static Customer customer(int number) {
    return new Customer("demo", "c-" + number, "", "");
  }
}
