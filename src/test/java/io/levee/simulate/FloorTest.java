package io.levee.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FloorTest {
  private final Floor floor = new Floor();

  @Test
  void nobodyIsOwedAnythingAtFirst() {
    floor.opened(2);

    assertThat(floor.owed()).isFalse();
  }

  @Test
  void whoAsksIsOwedAnAnswer() {
    floor.asks();
    assertThat(floor.owed()).isTrue();

    floor.answered();
    assertThat(floor.owed()).isFalse();
  }

  @Test
  void whoWaitsIsOwedAnAgentOnlyWhenOneIsFree() {
    floor.waits();
    assertThat(floor.owed()).isFalse();

    floor.opened(1);
    assertThat(floor.owed()).isTrue();

    floor.taken();
    assertThat(floor.owed()).isFalse();

    floor.freed();
    assertThat(floor.owed()).isTrue();
  }

  @Test
  void bothSidesMustKnowOfEachOther() {
    floor.half();
    assertThat(floor.owed()).isTrue();

    floor.whole();
    assertThat(floor.owed()).isFalse();
  }

  @Test
  void remembersTheMostThatWereBusyAtOnce() {
    floor.opened(3);
    floor.taken();
    floor.taken();
    floor.freed();

    assertThat(floor.mostBusy()).isEqualTo(2);
    assertThat(floor.free()).isEqualTo(2);
  }
}
