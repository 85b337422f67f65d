package io.levee.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.conversation.Customer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
  private long now = Long.MAX_VALUE - 5; // nanoTime may overflow; so may the test
  private AdmissionConfig config = new AdmissionConfig(100, 2, 3, 10, 5, 1_000, 0);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Admission admission = new Admission(() -> config, () -> now, 1, 0, meters);

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
    config = new AdmissionConfig(2, 100, 100, 100, 100, 1_000, 0);
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
    config = new AdmissionConfig(1, 100, 100, 100, 100, 1_000, 0);
    assertThat(ask("b")).isInstanceOf(Verdict.Refused.class);
    config = new AdmissionConfig(2, 100, 100, 100, 100, 1_000, 0);
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

  private Verdict ask(String visitor) {
    return admission.ask(new Customer("demo", visitor, "", ""));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
