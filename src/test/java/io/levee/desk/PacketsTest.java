package io.levee.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.levee.channel.agent.AgentFrame.Slot;
import io.levee.channel.agent.AgentFrame.Suggestion;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Named;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PacketsTest {
  private static final Instant NOW = Instant.parse("2025-11-11T00:00:00Z");

  private final Session session =
      Session.start(
          ConversationId.mint(NOW, new Random(1)),
          new Customer("demo", "c-1", "", ""),
          Language.ZH);

  @Test
  void anAgentSeesWhatWasNamedTheLastOfEachKind() {
    Named first = new Named("amount", 0, 3, "99", "CNY", 0.9, false);
    Named second = new Named("amount", 0, 3, "199", "CNY", 0.9, false);
    Named size = new Named("size", 5, 6, "XL", "", 0.9, false);
    List<Message> history = List.of(message(1, List.of(first, size)), message(2, List.of(second)));

    assertThat(Packets.of(session, history, 10, Advisor.NONE).slots())
        .containsExactly(new Slot("amount", "199 (CNY)"), new Slot("size", "XL"));
  }

  @Test
  void theOrderThatIsTalkedAboutIsToldOnce() {
    Named order = new Named("order_number", 0, 8, "LV100001", "", 0.9, false);
    Session about = session.with(session.talk().about("LV100001"));

    assertThat(Packets.of(about, List.of(message(1, List.of(order))), 10, Advisor.NONE).slots())
        .containsExactly(new Slot("order", "LV100001"));
  }

  @Test
  void whatTheCustomerWantedIsToldAsPeopleCallIt() {
    Session about =
        session.with(session.talk().answered("order.track", List.of()).answered("gone", List.of()));
    Advisor advisor =
        new Advisor() {
          @Override
          public Future<List<Suggestion>> suggest(
              Customer customer, String text, Language language, int most) {
            return Future.succeededFuture(List.of());
          }

          @Override
          public String title(String entry, Language language) {
            return entry.equals("order.track") && language == Language.ZH ? "查物流" : "";
          }
        };

    assertThat(Packets.of(about, List.of(), 10, advisor).titles())
        .containsExactly(entry("order.track", "查物流"));
  }

  private Message message(int seq, List<Named> named) {
    return new Message(
        session.id(),
        seq,
        Sender.CUSTOMER,
        Kind.TEXT,
        "m-" + seq,
        "随便说点",
        List.of(),
        List.of(),
        NOW,
        "",
        Optional.of(
            new Understood(Stage.LEXICAL, List.of(), Verdict.REJECTED, 3, Language.ZH, false)
                .naming(named)));
  }
}
