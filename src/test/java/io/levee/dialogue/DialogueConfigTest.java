package io.levee.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.knowledge.KnowledgeConfig;
import io.levee.settings.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DialogueConfigTest {
  @Test
  void tellsEveryFaultAtOnce() {
    assertThat(
            new DialogueConfig(
                    0,
                    3,
                    2,
                    0,
                    -1,
                    101,
                    List.of(),
                    " ",
                    0,
                    6,
                    0,
                    11,
                    0,
                    new ComplaintConfig(List.of(), List.of(), List.of(), List.of(), -1, 101),
                    Duration.ofDays(2),
                    Duration.ZERO)
                .faults())
        .extracting(Fault::key)
        .containsExactly(
            "missesBeforeHandoff",
            "angryAt",
            "upsetInARow",
            "angryPriority",
            "vipPriority",
            "defaultSkill",
            "maxOptions",
            "maxCandidates",
            "recentOrders",
            "formTries",
            "mostQuestions",
            "seriousPriority",
            "crisisPriority",
            "longWait",
            "ticketWithin");
  }

  @Test
  void morePatienceChangesNothingElse() {
    DialogueConfig usual = Manners.USUAL;
    DialogueConfig patient = usual.withMoreTries(2);
    assertThat(patient.missesBeforeHandoff()).isEqualTo(4);
    assertThat(patient)
        .usingRecursiveComparison()
        .ignoringFields("missesBeforeHandoff")
        .isEqualTo(usual);
    assertThat(patient.withMoreTries(-2)).isEqualTo(usual);
  }

  @Test
  void tellsTheFaultsOfKnowledgeToo() {
    assertThat(
            new KnowledgeConfig("", Duration.ZERO, "Mars/Olympus", 0, 1, 0, 0, 0, 5000, 21)
                .faults())
        .extracting(Fault::key)
        .containsExactly(
            "directory",
            "watchEvery",
            "zone",
            "maxFiles",
            "maxFileBytes",
            "maxEntries",
            "maxPhrases",
            "maxPhraseLength",
            "maxAnswerLength",
            "maxOptions");
  }
}
