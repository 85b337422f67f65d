package io.levee.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.conversation.Customer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
  private long now = Long.MAX_VALUE - 5; // nanoTime may overflow; so may the test
  private AdmissionConfig config = AdmissionConfigs.plain(100, 2, 3, 10, 5).config();
  private Instant wall = Instant.parse("2026-11-10T10:00:00Z");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> told = new ArrayList<>();
  private Verdict.Permit letIn;
  private final Admission admission =
      new Admission(() -> config, () -> now, () -> wall, new SplittableRandom(1), 1, 0, meters);

  @Test
  void grantsTheBurstThenSaysHowLongToWait() {
    for (int i = 0; i < 3; i++) {
      assertThat(ask("a")).isInstanceOf(Verdict.Admitted.class);
    }
    assertThat(ask("a"))
        .isEqualTo(new Verdict.Refused(Verdict.Reason.VISITOR_RATE, Duration.ofMillis(500)));
    pass(Duration.ofMillis(500));
    assertThat(ask("a")).isInstanceOf(Verdict.Admitted.class);
    assertThat(ask("a")).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void oneVisitorDoesNotSpendAnothersRate() {
    for (int i = 0; i < 4; i++) {
      ask("a");
    }
    assertThat(ask("b")).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void aStorefrontsBurstIsSharedByItsVisitorsAndCostsThemNothingWhenSpent() {
    for (int i = 0; i < 5; i++) {
      assertThat(ask("v" + i)).isInstanceOf(Verdict.Admitted.class);
    }
    for (int i = 0; i < 9; i++) {
      assertThat(ask("w"))
          .extracting(v -> ((Verdict.Refused) v).reason())
          .isEqualTo(Verdict.Reason.STOREFRONT_RATE);
    }
    pass(Duration.ofSeconds(1));
    for (int i = 0; i < 3; i++) {
      assertThat(ask("w")).isInstanceOf(Verdict.Admitted.class);
    }
  }

  @Test
  void noMoreAtOnceThanTheLimitAndAReleaseMakesRoom() {
    config = AdmissionConfigs.plain(2, 100, 100, 100, 100).config();
    Verdict.Permit first = ((Verdict.Admitted) ask("a")).permit();
    ask("b");
    assertThat(ask("c"))
        .extracting(v -> ((Verdict.Refused) v).reason())
        .isEqualTo(Verdict.Reason.CONCURRENCY);
    first.release(Limit.Release.COMPLETED);
    assertThat(ask("c")).isInstanceOf(Verdict.Admitted.class);
    assertThatThrownBy(() -> first.release(Limit.Release.COMPLETED))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aChangedLimitHoldsForTheNextMessage() {
    ask("a");
    config = AdmissionConfigs.plain(1, 100, 100, 100, 100).config();
    assertThat(ask("b")).isInstanceOf(Verdict.Refused.class);
    config = AdmissionConfigs.plain(2, 100, 100, 100, 100).config();
    assertThat(ask("b")).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void everyRefusalIsCountedByItsReason() {
    for (int i = 0; i < 5; i++) {
      ask("a");
    }
    assertThat(
            meters.get("levee.admission.refused").tag("reason", "visitor-rate").counter().count())
        .isEqualTo(2);
    assertThat(meters.get("levee.admission.admitted").counter().count()).isEqualTo(3);
  }

  @Test
  void vipsAndPeoplesConversationsFindRoomWhereOthersDoNot() {
    config = AdmissionConfigs.plain(2, 100, 100, 100, 100).config();
    begin("a");
    begin("b");
    assertThat(ask("c")).isInstanceOf(Verdict.Refused.class);
    assertThat(admission.ask(new Customer("demo", "v", "", "VIP"), Rank.NEW))
        .isInstanceOf(Verdict.Admitted.class);
    assertThat(admission.ask(new Customer("demo", "w", "", "VIP"), Rank.NEW))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void thereIsRoomAgainOnceSomeIsMade() {
    config = AdmissionConfigs.plain(1, 100, 100, 100, 100).config();
    Customer other = new Customer("demo", "b", "", "");
    assertThat(admission.pressed()).isFalse();
    Verdict.Permit first = begin("a");
    assertThat(admission.hasRoom(other, Rank.NEW)).isFalse();
    askPatiently("c", 1);
    assertThat(admission.turnAway(other, Rank.NEW)).isPresent();
    assertThat(admission.pressed()).isTrue();
    first.release(Limit.Release.COMPLETED);
    release();
    assertThat(admission.turnAway(other, Rank.NEW)).isEmpty();
  }

  @Test
  void whoCanWaitIsLetInBeforeWhoeverComesLater() {
    config = AdmissionConfigs.plain(1, 100, 100, 100, 100).config();
    Verdict.Permit first = begin("a");
    askPatiently("b", 1);
    askPatiently("c", 1);
    askPatiently("b", 2);
    assertThat(told).isEmpty();
    assertThat(meters.get("levee.admission.waiting").gauge().value()).isEqualTo(3);

    first.release(Limit.Release.COMPLETED);
    assertThat(told).containsExactly("b1");
    assertThat(ask("d")).isInstanceOf(Verdict.Refused.class);
    release();
    assertThat(told).containsExactly("b1", "b2");
    release();
    assertThat(told).containsExactly("b1", "b2", "c1");
    release();
    assertThat(meters.get("levee.admission.waiting").gauge().value()).isZero();
    assertThat(ask("e")).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void whereTheLineIsTooLongWhoCameLastIsInTimeAtLeast() {
    config = AdmissionConfigs.plain(1, 100, 100, 100, 100).config();
    Verdict.Permit first = begin("a");
    askPatiently("b", 1);
    askPatiently("c", 1);
    pass(config.socketPatience().dividedBy(3));
    askPatiently("d", 1);
    askPatiently("e", 1);
    first.release(Limit.Release.COMPLETED);
    assertThat(told).containsExactly("e1");
    release();
    release();
    assertThat(told).as("it got calmer").containsExactly("e1", "d1", "c1");
  }

  @Test
  void requestsWaitForABurstToPassButNoMoreThanAreWorkedOn() {
    config = AdmissionConfigs.plain(2, 100, 100, 100, 100).config();
    begin("a");
    Verdict.Permit second = begin("b");
    assertThat(admission.turnAway(new Customer("demo", "c", "", ""), Rank.NEW)).isEmpty();
    askBriefly("c");
    askBriefly("d");
    askBriefly("e");
    assertThat(told).containsExactly("e: concurrency");
    assertThat(admission.turnAway(new Customer("demo", "f", "", ""), Rank.NEW)).isPresent();

    second.release(Limit.Release.COMPLETED);
    assertThat(told).containsExactly("e: concurrency", "c");
    pass(config.requestPatience());
    admission.tick(0);
    assertThat(told).containsExactly("e: concurrency", "c", "d: concurrency");
  }

  @Test
  void aHiccupTurnsNobodyAwayWhereManyAreServed() {
    config = AdmissionConfigs.plain(2, 1_000_000, 1_000_000, 1_000_000, 1_000_000).config();
    for (int tick = 0; tick < 50; tick++) {
      for (int i = 0; i < 20; i++) {
        begin("a").release(Limit.Release.COMPLETED);
      }
      pass(Admission.TICK);
      admission.tick(0);
    }
    Verdict.Permit first = begin("a");
    begin("b");
    for (int i = 0; i < 10; i++) {
      askBriefly("c" + i);
    }
    assertThat(told).as("ten are served in half of their patience").isEmpty();
    first.release(Limit.Release.COMPLETED);
    for (int i = 1; i < 10; i++) {
      release();
    }
    assertThat(told).hasSize(10).noneMatch(one -> one.contains(":"));
    for (int tick = 0; tick < 5; tick++) {
      pass(Admission.TICK);
      admission.tick(0);
    }
    assertThat(meters.get("levee.admission.shed").gauge().value()).isZero();
    assertThat(meters.get("levee.admission.threshold").gauge().value()).isEqualTo(1);
  }

  @Test
  void requestsAreToldAtOnceWhereTheOperatorWantsThat() {
    config = AdmissionConfigs.plain(1, 100, 100, 100, 100).requestPatience(Duration.ZERO).config();
    begin("a");
    askBriefly("b");
    assertThat(told).containsExactly("b: concurrency");
  }

  @Test
  void messagesKeepTheirOrderWhenTheRankOfWhoSaidThemChanges() {
    config = AdmissionConfigs.plain(1, 100, 100, 100, 100).headroom(0).config();
    Verdict.Permit first = begin("a");
    Customer customer = new Customer("demo", "b", "", "");
    admission.askPatiently(customer, Rank.PERSON, verdict -> told("b1", verdict));
    admission.askPatiently(customer, Rank.RUNNING, verdict -> told("b2", verdict));
    admission.askPatiently(customer, Rank.PERSON, verdict -> told("b3", verdict));
    first.release(Limit.Release.COMPLETED);
    release();
    release();
    assertThat(told).containsExactly("b1", "b2", "b3");
  }

  @Test
  void vipsWaitForLess() {
    config = AdmissionConfigs.plain(2, 100, 100, 100, 100).config();
    begin("a");
    begin("b");
    Verdict.Permit vip = ((Verdict.Admitted) admission.ask(vip("v"), Rank.NEW)).permit();
    vip.begin();
    askPatiently("c", 1);
    admission.askPatiently(vip("w"), Rank.NEW, verdict -> told("w", verdict));
    vip.release(Limit.Release.COMPLETED);
    assertThat(told).containsExactly("w");
  }

  @Test
  void nobodyWaitsForEver() {
    config = AdmissionConfigs.plain(1, 100, 100, 100, 100).config();
    begin("a");
    askPatiently("b", 1);
    pass(config.socketPatience().minusMillis(1));
    admission.tick(0);
    assertThat(told).isEmpty();
    pass(Duration.ofMillis(1));
    admission.tick(0);
    assertThat(told).containsExactly("b1: concurrency");
    assertThat(meters.get("levee.admission.waiting").gauge().value()).isZero();
  }

  @Test
  void whoWaitsIsLetInWhenTheLimitGrows() {
    config = AdmissionConfigs.plain(1, 100, 100, 100, 100).config();
    begin("a");
    askPatiently("b", 1);
    config = AdmissionConfigs.plain(2, 100, 100, 100, 100).config();
    admission.tick(0);
    assertThat(told).containsExactly("b1");
  }

  private static Customer vip(String id) {
    return new Customer("demo", id, "", "VIP");
  }

  private void askPatiently(String customer, int message) {
    admission.askPatiently(
        new Customer("demo", customer, "", ""),
        Rank.NEW,
        verdict -> told(customer + message, verdict));
  }

  private void askBriefly(String customer) {
    admission.askBriefly(
        new Customer("demo", customer, "", ""), Rank.NEW, verdict -> told(customer, verdict));
  }

  private void told(String what, Verdict verdict) {
    switch (verdict) {
      case Verdict.Admitted yes -> {
        told.add(what);
        letIn = yes.permit();
        letIn.begin();
      }
      case Verdict.Refused no -> told.add(what + ": " + no.reason().tag());
    }
  }

  /** Who was let in last is done. */
  private void release() {
    letIn.release(Limit.Release.COMPLETED);
  }

  @Test
  void atTheHighestLevelNewConversationsAreNotBegunButVips() {
    config = AdmissionConfigs.unlimitedRates().brownout("3").config();
    assertThat(admission.askToBegin(new Customer("demo", "a", "", "")))
        .map(Verdict.Refused::reason)
        .contains(Verdict.Reason.BROWNOUT);
    assertThat(admission.askToBegin(new Customer("demo", "a", "", "svip"))).isEmpty();
    config = AdmissionConfigs.unlimitedRates().brownout("2").config();
    assertThat(admission.askToBegin(new Customer("demo", "a", "", ""))).isEmpty();
  }

  @Test
  void theLevelRisesByItselfWhileMostAreTurnedAwayAndWhatTheOperatorSaysHolds() {
    config = AdmissionConfigs.plain(1, 1e5, 1000, 1e5, 1000).config();
    begin("a");
    for (int i = 0; i < 200; i++) {
      ask("b");
      pass(Admission.TICK);
      admission.tick(0);
    }
    assertThat(admission.level()).isEqualTo(2);
    config = AdmissionConfigs.plain(1, 1e5, 1000, 1e5, 1000).brownout("0").config();
    assertThat(admission.level()).isZero();
  }

  @Test
  void aPromotionRaisesTheRates() {
    wall = Instant.parse("2026-11-10T15:30:00Z");
    config =
        AdmissionConfigs.plain(100, 100, 100, 10, 5)
            .promotion(
                "double11",
                new Promotion(
                    "2026-11-11T00:00",
                    "Asia/Shanghai",
                    Duration.ofHours(2),
                    Duration.ofHours(1),
                    10))
            .config();
    for (int i = 0; i < 5; i++) {
      pass(Admission.TICK);
      admission.tick(0);
    }
    for (int i = 0; i < 50; i++) {
      assertThat(ask("v" + i)).isInstanceOf(Verdict.Admitted.class);
    }
  }

  @Test
  void aPromotionRaisesWhatTheLimitMayComeTo() {
    config = AdmissionConfigs.plain(10, 100, 100, 10, 5).config();
    QueueDelayLimit limit = new QueueDelayLimit(() -> config, System::nanoTime);
    assertThat(limit.limit()).isEqualTo(10);

    limit.expect(3);

    assertThat(limit.limit()).isEqualTo(30);
  }

  @Test
  void whoeverIsTurnedAwayIsToldToWaitButNotAllEquallyLong() {
    assertThat(IntStream.range(0, 100).mapToLong(i -> admission.retryAfter().toMillis()).distinct())
        .hasSizeGreaterThan(50)
        .allMatch(millis -> millis >= 1_000 && millis <= 2_000);
  }

  @Test
  void aHiccupSendsNobodyAwayForLongAndALongPeakDoes() {
    config = AdmissionConfigs.plain(1, 100, 100, 100_000, 100_000).config();
    begin("a");

    turnAllAwayFor(Duration.ofSeconds(3));
    assertThat(admission.retryAfter()).isLessThan(Duration.ofMillis(4_500));

    turnAllAwayFor(Duration.ofSeconds(30));
    assertThat(admission.retryAfter()).isGreaterThan(Duration.ofSeconds(9));
  }

  @Test
  void socketsThatAreNotReadRaiseTheBrownoutThoughTheTimerIsOnTime() {
    config = AdmissionConfigs.plain(1, 100, 100, 100_000, 100_000).config();
    long backlog = 5 * config.brownoutDelay().toNanos();

    tickOnTime(config.brownoutUpAfter().multipliedBy(4), backlog);
    assertThat(admission.level()).isEqualTo(3);

    tickOnTime(config.brownoutDownAfter().multipliedBy(4), 0);
    assertThat(admission.level()).isZero();
  }

  private void tickOnTime(Duration time, long backlogNanos) {
    for (int tick = 0; tick < time.dividedBy(Admission.TICK); tick++) {
      pass(Admission.TICK);
      admission.tick(backlogNanos);
    }
  }

  private void turnAllAwayFor(Duration time) {
    for (int tick = 0; tick < time.dividedBy(Admission.TICK); tick++) {
      for (int i = 0; i < 20; i++) {
        assertThat(ask("v" + i)).isInstanceOf(Verdict.Refused.class);
      }
      pass(Admission.TICK);
      admission.tick(0);
    }
  }

  private Verdict.Permit begin(String visitor) {
    Verdict.Permit permit = ((Verdict.Admitted) ask(visitor)).permit();
    permit.begin();
    return permit;
  }

  private Verdict ask(String visitor) {
    return admission.ask(new Customer("demo", visitor, "", ""), Rank.NEW);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
