package io.levee.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.levee.conversation.Language;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.levee.eval.Tradeoff.Point;
import io.levee.understanding.Ranking;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class TradeoffTest {
  private static Ranking heard(String intent, double inScope) {
    return new Ranking(
        new Understood(
            Stage.LEXICAL,
            List.of(new Candidate(intent, inScope)),
            Verdict.SURE,
            3,
            Language.ZH,
            false),
        inScope,
        List.of(intent));
  }

  private static List<Ranking> strange(double... inScope) {
    return DoubleStream.of(inScope).mapToObj(s -> heard("a", s)).toList();
  }

  private final Tradeoff tradeoff =
      new Tradeoff(
          List.of(
              new Labelled("a", "1"),
              new Labelled("a", "2"),
              new Labelled("b", "3"),
              new Labelled("b", "4")),
          List.of(heard("a", 0.9), heard("b", 0.8), heard("b", 0.6), heard("b", 0.3)),
          strange(0.1, 0.2, 0.4, 0.5, 0.7));

  @Test
  void aThresholdAnswersWhatReachesIt() {
    assertThat(tradeoff.at(0.6)).isEqualTo(new Point(0.6, 0.8, 0.75, 0.5, 0.25));
    assertThat(tradeoff.at(0)).isEqualTo(new Point(0, 0, 1, 0.75, 0.25));
  }

  @Test
  void theLowestThresholdThatRejectsEnoughIsTaken() {
    Point at80 = tradeoff.rejecting(0.8);
    assertThat(at80.oosRejected()).isEqualTo(0.8);
    assertThat(at80.threshold()).isEqualTo(0.5, within(1e-9));
    assertThat(at80.right()).isEqualTo(0.5);

    Point at95 = tradeoff.rejecting(0.95);
    assertThat(at95.oosRejected()).isEqualTo(1);
    assertThat(at95.answered()).isEqualTo(0.5);
  }

  @Test
  void textsThatTieWithTheLastRejectedAreRejectedWithIt() {
    Tradeoff ties = new Tradeoff(List.of(), List.of(), strange(0.2, 0.2, 0.2, 0.9));
    assertThat(ties.rejecting(0.5).oosRejected()).isEqualTo(0.75);
  }

  @Test
  void aThresholdLosesAtMostItsShareOfRightAnswers() {
    assertThat(tradeoff.losing(0)).isEqualTo(0.3);
    double threshold = tradeoff.losing(0.25);
    assertThat(threshold).isEqualTo(0.6);
    assertThat(tradeoff.at(threshold).right()).isEqualTo(0.5);
  }

  @Test
  void aurocIsTheChanceThatInScopeScoresHigher() {
    // 0.9 and 0.8 beat five each, 0.6 four, 0.3 two, of 20 pairs.
    assertThat(tradeoff.auroc().orElseThrow()).isEqualTo(16 / 20.0, within(1e-9));
    Tradeoff tie = new Tradeoff(List.of(new Labelled("a", "1")), strange(0.5), strange(0.5, 0.1));
    assertThat(tie.auroc().orElseThrow()).isEqualTo(0.75, within(1e-9));
    assertThat(new Tradeoff(List.of(), List.of(), strange(0.5)).auroc()).isEmpty();
  }

  @Test
  void withoutStrangeTextsNothingIsRejected() {
    Tradeoff none = new Tradeoff(List.of(new Labelled("a", "1")), strange(0.5), List.of());
    assertThat(none.rejecting(0.8).answered()).isEqualTo(1);
  }
}
