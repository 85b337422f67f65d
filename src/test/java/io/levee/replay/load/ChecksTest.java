package io.levee.replay.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What the load tester holds against gateways, and against itself. */
final class ChecksTest {
  private final Ledger ledger = new Ledger();

  @Test
  void numbersInOrderAreNext() {
    ledger.turnTo(1, 2, 0);
    assertThat(List.of(ledger.enter(1), ledger.enter(2), ledger.enter(3)))
        .containsOnly(Ledger.Entry.NEXT);
    assertThat(ledger.missing()).isZero();
    assertThat(ledger.after()).isEqualTo(3);
  }

  @Test
  void aNumberThatIsLeftOutIsMissingUntilItComesLate() {
    ledger.turnTo(1, 2, 0);
    ledger.enter(1);
    ledger.enter(4);
    assertThat(ledger.missing()).isEqualTo(2);
    assertThat(ledger.enter(2)).isEqualTo(Ledger.Entry.LATE);
    assertThat(ledger.enter(2)).isEqualTo(Ledger.Entry.AGAIN);
    assertThat(ledger.missing()).isEqualTo(1);
  }

  @Test
  void aConversationThatFollowsBeginsAtOne() {
    ledger.turnTo(1, 2, 0);
    ledger.enter(1);
    ledger.closed();
    assertThat(ledger.after()).isZero();
    ledger.turnTo(1, 3, 0);
    assertThat(ledger.is(1, 3)).isTrue();
    assertThat(ledger.enter(1)).isEqualTo(Ledger.Entry.NEXT);
  }

  @Test
  void aTesterThatSendsInTimeAndHasTimeLeftIsValid() {
    assertThat(faults(100, millis(0.9), Collections.nCopies(60, 0.5))).isEmpty();
    // Five percent of a p99 of 100 ms.
    assertThat(faults(100, millis(4.9), List.of())).isEmpty();
  }

  @Test
  void aTesterThatSendsLateIsNot() {
    assertThat(faults(100, millis(5.2), List.of()))
        .hasSize(1)
        .first()
        .asString()
        .contains("5.2", "5.0");
    assertThat(faults(2, millis(1.1), List.of())).hasSize(1);
  }

  @Test
  void whereOneMessageAloneDecidesThatIsSaid() {
    Histogram few = new Histogram(3);
    few.recordValueWithCount(100, 221);
    few.recordValue(3_000);
    assertThat(faults(10, few, List.of()).getFirst()).contains("single one");

    Histogram many = new Histogram(3);
    many.recordValueWithCount(100, 1_996);
    many.recordValueWithCount(3_000, 4);
    assertThat(faults(10, many, List.of()).getFirst()).doesNotContain("single one");
  }

  @Test
  void aTesterThatIsBusyItselfIsNot() {
    List<Double> cpu = new java.util.ArrayList<>(Collections.nCopies(56, 0.5));
    cpu.addAll(Collections.nCopies(4, 0.99));
    assertThat(faults(100, millis(0.1), cpu)).hasSize(1).first().asString().contains("4 of 60");
  }

  @Test
  void whatCouldNotBeReadBackIsNotKnown() {
    Tally tally = new Tally(1);
    tally.verified = 5;
    tally.unread = 2;
    assertThat(Validity.faults(tally, List.of()).getFirst()).startsWith("2 of 7 conversations");
  }

  @Test
  void framesCarryTheirLengthAndAMaskOfZero() {
    byte[] small = new Frames().message(7, "你\"好");
    String json = "{\"type\":\"message\",\"messageId\":\"m7\",\"text\":\"你\\\"好\"}";
    byte[] expected = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(small[1] & 0x7F).isEqualTo(expected.length);
    assertThat(small).endsWith(expected).hasSize(6 + expected.length);
    byte[] large = new Frames().message(7, "x".repeat(70_000));
    assertThat(large[1] & 0x7F).isEqualTo(127);
    assertThat(large).hasSize(14 + 70_000 + json.length() - "你\\\"好".length());
  }

  @Test
  void theGatewaysFiguresAreAddedUpOverEventLoops() {
    Map<String, Double> figures =
        new Scrape(Optional.empty())
            .parse(
                """
            # HELP levee_admission_in_flight x
            levee_admission_in_flight{loop="0"} 3.0
            levee_admission_in_flight{loop="1"} 4.0
            levee_admission_brownout{loop="0"} 1.0
            levee_admission_brownout{loop="1"} 2.0
            levee_admission_brownout_changes_total{loop="0"} 5.0
            levee_admission_brownout_changes_total{loop="1"} 6.0
            levee_admission_delay{loop="0"} 0.5
            levee_admission_delay{loop="1"} 0.25
            levee_admission_refused_total{loop="0",reason="busy"} 5.0
            levee_turn_seconds_bucket{le="0.1"} 9.0
            python_info 1.0
            levee_odd nonsense
            """);
    assertThat(figures)
        .containsOnly(
            Map.entry("levee_admission_in_flight", 7.0),
            Map.entry("levee_admission_brownout", 2.0),
            Map.entry("levee_admission_brownout_changes_total", 11.0),
            Map.entry("levee_admission_delay", 0.5),
            Map.entry("levee_admission_refused_total{reason=busy}", 5.0));
  }

  private static List<String> faults(double p99, Histogram lag, List<Double> cpu) {
    Tally tally = new Tally(1);
    tally.latency.add(millis(p99));
    tally.lag.add(lag);
    return Validity.faults(tally, cpu);
  }

  private static Histogram millis(double value) {
    Histogram histogram = Tally.histogram();
    histogram.recordValueWithCount((long) (value * 1000), 1_000);
    return histogram;
  }
}
