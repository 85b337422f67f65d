package io.levee.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.levee.TestRedis;
import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentFrame.Assigned;
import io.levee.channel.agent.AgentFrame.Found;
import io.levee.channel.agent.AgentFrame.Late;
import io.levee.channel.agent.AgentFrame.Suggestion;
import io.levee.channel.agent.AgentFrame.Suggestions;
import io.levee.channel.agent.AgentFrame.Welcome;
import io.levee.conversation.ConversationId;
import io.levee.desk.DeskFixture.Socket;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an agent is told beside what was said. */
final class AdviceIT {
  private static final Suggestion TRACK =
      new Suggestion("order.track", "Tracking", "It is on its way.", 0.9);

  private final Vertx vertx = Vertx.vertx();
  private final RememberedConversations conversations = new RememberedConversations();
  private DeskFixture node;

  @BeforeEach
  void opens() {
    TestRedis.flush();
    node = new DeskFixture(vertx, conversations);
    conversations.tell(node.desk::rows);
    node.advice = List.of(TRACK);
  }

  @AfterEach
  void closes() throws Exception {
    node.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void fromTheFirstMomentEachOfTheCustomersMessagesBringsSuggestions() {
    Socket alice = node.sit("alice");
    ConversationId id = node.waiting("sales");
    assertThat(alice.one(Suggestions.class)).isEqualTo(new Suggestions(id, 1, List.of(TRACK)));
    assertThat(alice.frames.indexOf(alice.one(Assigned.class)))
        .isLessThan(alice.frames.indexOf(alice.one(Suggestions.class)));

    conversations.says(id, "m2", "and when?", Instant.now());

    await().until(() -> alice.all(Suggestions.class).size() == 2);
    assertThat(alice.all(Suggestions.class).getLast().seq()).isEqualTo(4);
    assertThat(alice.all(Late.class))
        .anySatisfy(late -> assertThat(late.suggestions()).contains(List.of(TRACK.text())));
    node.sit("alice").one(Suggestions.class);
    alice.seat.on(new AgentCommand.Used(id, 4, "order.track"));
    await().until(() -> node.meters.counter("levee.desk.suggestions.used").count() == 1);
  }

  @Test
  void thePacketIsFilledInWithHowOftenTheCustomerWasHere() {
    Socket alice = node.sit("alice");
    node.waiting("sales");

    await()
        .until(
            () ->
                alice.all(Late.class).stream()
                    .anyMatch(late -> late.earlier().equals(OptionalInt.of(3))));
    assertThat(node.meters.timer("levee.desk.packet.complete").count()).isEqualTo(1);
  }

  @Test
  void knowledgeIsFoundAndReadyTextsAreAtHand() {
    Socket alice = node.sit("alice");
    assertThat(alice.one(Welcome.class).place().replies().getFirst().name()).isEqualTo("hello");
    assertThat(alice.one(Welcome.class).place().skills()).containsExactly("returns", "sales");

    alice.seat.on(new AgentCommand.Search("parcel"));

    assertThat(alice.one(Found.class)).isEqualTo(new Found("parcel", List.of(TRACK)));
  }
}
