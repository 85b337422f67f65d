package io.levee.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Grade;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Handover;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Session;
import io.levee.desk.Conversations.Step;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VanishedTest {
  private static final Instant NOW = Instant.parse("2026-11-11T00:00:00Z");
  private final Session waits =
      Session.start(
              ConversationId.mint(NOW, new Random(1)),
              new Customer("shop", "c", "", ""),
              Language.ZH)
          .with(HandledBy.QUEUE, Handover.waiting("sales", "requested"));

  @Test
  void whoWentWithoutAWordIsTheBotsAgain() {
    Step step = Steps.vanished(waits, NOW).orElseThrow();

    assertThat(step.messages()).extracting(Message::kind).containsExactly(Kind.LEFT);
    assertThat(step.next().handledBy()).isEqualTo(HandledBy.BOT);
    assertThat(step.settles()).isTrue();
  }

  @Test
  void whoReadsTheAnswerLaterKeepsThePlace() {
    Handover later = waits.handover().readLater();

    assertThat(Steps.vanished(waits.with(HandledBy.QUEUE, later), NOW)).isEmpty();
  }

  @Test
  void whomAnAgentHasByNowStaysThere() {
    Handover taken = waits.handover().takenBy("ann", "Ann");

    assertThat(Steps.vanished(waits.with(HandledBy.HUMAN, taken), NOW)).isEmpty();
  }

  @Test
  void aGraveComplaintStaysOneWhenItsAgentIsLost() {
    Handover grave = waits.handover().of(Grade.CRISIS).takenBy("ann", "Ann");

    Step step = Steps.requeue(waits.with(HandledBy.HUMAN, grave), "ann", NOW).orElseThrow();

    assertThat(step.standing().orElseThrow().grade()).isEqualTo(Grade.CRISIS);
    assertThat(step.next().handover().grade()).isEqualTo(Grade.CRISIS);
  }
}
