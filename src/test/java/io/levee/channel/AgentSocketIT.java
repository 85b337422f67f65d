package io.levee.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.channel.agent.AgentCommand;
import io.levee.channel.agent.AgentFrame;
import io.levee.channel.agent.Floor;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent's desk, frame by frame. */
final class AgentSocketIT {
  private RunningFront front;
  private ConversationId id;

  @BeforeEach
  void start() throws Exception {
    front = new RunningFront();
    id = front.road.start(front.customer("c-1"));
  }

  @AfterEach
  void stop() {
    front.close();
  }

  private Visit agent() throws Exception {
    Visit visit = Visit.of(front, "agent", null);
    visit.sendKnown("{'type':'hello','token':'desk-alice','capacity':3,'available':true}");
    JsonNode welcome = visit.next("welcome");
    assertThat(welcome.at("/agent/name").asText()).isEqualTo("Alice");
    return visit;
  }

  @Test
  void passesCommandsOn() throws Exception {
    Visit visit = agent();
    assertThat(front.desk.capacity).isEqualTo(OptionalInt.of(3));
    String about = "'conversationId':'" + id + "'";
    visit.sendKnown("{'type':'message'," + about + ",'messageId':'a-1','text':'您好'}");
    visit.sendKnown("{'type':'typing'," + about + "}");
    visit.sendKnown("{'type':'history'," + about + ",'after':3}");
    visit.sendKnown("{'type':'transfer'," + about + ",'toSkill':'returns','note':'please'}");
    visit.sendKnown("{'type':'return'," + about + "}");
    visit.sendKnown("{'type':'close'," + about + "}");
    visit.sendKnown("{'type':'state','available':false,'capacity':2}");
    visit.sendKnown("{'type':'state','available':false,'reason':'lunch'}");
    visit.sendKnown("{'type':'ready'}");
    visit.sendKnown("{'type':'search','text':'parcel'}");
    visit.sendKnown("{'type':'renew','token':'desk-a'}");
    visit.sendKnown("{'type':'used'," + about + ",'seq':2,'suggestion':'order.track'}");
    visit.sendKnown("{'type':'whisper'," + about + ",'text':'offer a refund'}");
    visit.sendKnown("{'type':'watch'," + about + "}");
    visit.sendKnown("{'type':'unwatch'," + about + "}");
    visit.sendKnown("{'type':'takeover'," + about + "}");
    visit.sendKnown("{'type':'overview','on':true}");
    await().until(() -> front.desk.commands.size() == 17);
    assertThat(front.desk.commands)
        .containsExactly(
            new AgentCommand.Say(id, "a-1", "您好"),
            new AgentCommand.Typing(id),
            new AgentCommand.History(id, 3),
            new AgentCommand.Transfer(id, "returns", "", "please"),
            new AgentCommand.Return(id),
            new AgentCommand.Close(id),
            new AgentCommand.State(Optional.of(false), OptionalInt.of(2)),
            new AgentCommand.State(Optional.of(false), OptionalInt.empty(), Optional.of("lunch")),
            new AgentCommand.Ready(),
            new AgentCommand.Search("parcel"),
            new AgentCommand.Renew("desk-a"),
            new AgentCommand.Used(id, 2, "order.track"),
            new AgentCommand.Whisper(id, "offer a refund"),
            new AgentCommand.Watch(id),
            new AgentCommand.Unwatch(id),
            new AgentCommand.TakeOver(id),
            new AgentCommand.Overview(true));
    visit.socket().close();
    await().until(() -> front.desk.left);
  }

  @Test
  void tellsEveryFrame() throws Exception {
    Visit visit = agent();
    Message said = front.road.add(id, Sender.CUSTOMER, Kind.TEXT, "hello");
    Message joined = front.road.add(id, Sender.SYSTEM, Kind.JOINED, "Alice joined.");
    AgentFrame.Packet packet =
        new AgentFrame.Packet(
            front.customer("c-1"),
            List.of("{\"orderId\":\"o-1\"}", "not json"),
            List.of("order.track"),
            List.of(new AgentFrame.Slot("orderId", "o-1")),
            List.of(3, 2),
            "Wants to know.",
            "requested",
            12,
            List.of(said),
            List.of("It is on its way."),
            List.of(new AgentFrame.Tried("where?", "order.track", "Let me look.")),
            OptionalInt.of(2),
            Language.EN,
            Map.of("order.track", "查物流"));
    List<AgentFrame> frames =
        List.of(
            new AgentFrame.Assigned(id, 2, packet),
            new AgentFrame.Late(
                id,
                Optional.of(List.of("{\"orderId\":\"o-1\"}")),
                Optional.of("s"),
                Optional.empty(),
                OptionalInt.of(2)),
            new AgentFrame.Said(said),
            new AgentFrame.Said(joined),
            new AgentFrame.Ack(id, "a-1", 3, false),
            new AgentFrame.Typing(id),
            new AgentFrame.Queue(4, 90),
            new AgentFrame.Problem(Optional.of(id), "a-2", "not-yours", 409, "not yours any more"),
            new AgentFrame.Problem(Optional.empty(), "", "unavailable", 503, "later"),
            new AgentFrame.Welcome(
                "Alice",
                Set.of("b", "a"),
                "lead",
                List.of(new AgentFrame.OnDesk(id, 2, packet)),
                new AgentFrame.Workplace(
                    "alice",
                    new AgentFrame.State(false, 2, 3, "lunch"),
                    List.of(new AgentFrame.Colleague("bob", "Bob", List.of("a"), "agent")),
                    Set.of("a", "b"),
                    List.of(new AgentFrame.QuickReply("hi", Map.of("en", "Hi {customer}"))))),
            new AgentFrame.State(true, 3, 3, "", Optional.of(Instant.EPOCH)),
            suggestions(),
            new AgentFrame.Found("parcel", suggestions().all()),
            new AgentFrame.Whisper(id, "Carol", "offer a refund", Instant.EPOCH),
            new AgentFrame.Watching(id, 2, packet, "alice"),
            new AgentFrame.Overview(floor()),
            new AgentFrame.Ended(id, "closed"));
    frames.forEach(front.desk.line);
    JsonNode assigned = visit.next("assigned");
    assertThat(assigned.at("/packet/orders/0/orderId").asText()).isEqualTo("o-1");
    assertThat(assigned.at("/packet/orders/1").asText()).isEqualTo("not json");
    assertThat(assigned.at("/packet/customer/customerId").asText()).isEqualTo("c-1");
    assertThat(assigned.at("/packet/history/0/text").asText()).isEqualTo("hello");
    assertThat(visit.next("packet").has("suggestions")).isFalse();
    assertThat(visit.next("message").get("conversationId").asText()).isEqualTo(id.toString());
    visit.next("joined");
    assertThat(visit.next("ack").get("messageId").asText()).isEqualTo("a-1");
    visit.next("typing");
    assertThat(visit.next("queue").get("waiting").asInt()).isEqualTo(4);
    JsonNode problem = visit.next("error");
    assertThat(problem.at("/problem/type").asText()).isEqualTo("not-yours");
    assertThat(problem.get("messageId").asText()).isEqualTo("a-2");
    visit.next("error");
    assertThat(visit.next("welcome").at("/agent/skills/0").asText()).isEqualTo("a");
    assertThat(visit.next("state").get("available").asBoolean()).isTrue();
    assertThat(visit.next("suggestions").at("/suggestions/0/id").asText()).isEqualTo("order.track");
    assertThat(visit.next("found").at("/entries/0/confidence").asDouble()).isEqualTo(0.98);
    assertThat(visit.next("whisper").get("from").asText()).isEqualTo("Carol");
    assertThat(visit.next("watching").at("/packet/tried/0/intent").asText())
        .isEqualTo("order.track");
    assertThat(visit.next("overview").at("/agents/0/reason").asText()).isEqualTo("lunch");
    assertThat(visit.next("ended").get("why").asText()).isEqualTo("closed");
  }

  private AgentFrame.Suggestions suggestions() {
    return new AgentFrame.Suggestions(
        id, 2, List.of(new AgentFrame.Suggestion("order.track", "Tracking", "On its way", 0.98)));
  }

  private Floor floor() {
    return new Floor(
        Instant.EPOCH,
        List.of(new Floor.Queue("", 3, 40, 20, 2)),
        List.of(new Floor.Agent("bob", "Bob", "agent", List.of("a"), "away", "lunch", 1, 3)),
        List.of(new Floor.Talk(id, "Zoe", "gold", "a", "bob", Instant.EPOCH)),
        List.of(new Floor.Minute(Instant.EPOCH, 4, 3, 60, 1)));
  }

  @Test
  void closesOnOneWhoMayNotBeHereAnyMore() throws Exception {
    Visit visit = agent();
    front.desk.line.accept(new AgentFrame.SignedOut("the account has changed"));
    assertThat(visit.closeCode()).isEqualTo(4401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'dance'}|type",
        "{}|type",
        "{'type':'message','messageId':'m','text':'x'}|conversationId",
        "{'type':'message','conversationId':'ID','text':'x'}|messageId",
        "{'type':'message','conversationId':'ID','messageId':'m','text':''}|text",
        "{'type':'message','conversationId':'ID','messageId':'m','text':'\\ud800'}|text",
        "{'type':'close','conversationId':'garbage'}|conversationId",
        "{'type':'return','conversationId':7}|conversationId",
        "{'type':'transfer','conversationId':'ID'}|toSkill",
        "{'type':'transfer','conversationId':'ID','toSkill':'a','toAgent':'b'}|toSkill",
        "{'type':'history','conversationId':'ID','after':-1}|after",
        "{'type':'state'}|available",
        "{'type':'state','available':'yes'}|available",
        "{'type':'state','capacity':-1}|capacity",
        "{'type':'search'}|text",
        "{'type':'used','conversationId':'ID','seq':0,'suggestion':'x'}|seq",
        "{'type':'whisper','conversationId':'ID','text':''}|text",
        "{'type':'watch'}|conversationId",
      })
  void namesTheWrongFieldOfAFrame(String frame, String field) throws Exception {
    Visit visit = agent();
    visit.send(frame.replace("ID", id.toString()));
    JsonNode error = visit.next("error");
    assertThat(error.at("/problem/type").asText()).isEqualTo("bad-frame");
    assertThat(error.at("/problem/errors/0/field").asText()).isEqualTo(field);
    assertThat(front.desk.commands).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json|4400",
        "{'type':'state'}|4400",
        "{'type':'hello'}|4400",
        "{'type':'hello','token':'desk-a','capacity':'x'}|4400",
        "{'type':'hello','token':'nonsense'}|4401",
        "{'type':'hello','token':'desk-many'}|1013",
      })
  void closesOnHellosThatDoNotHold(String hello, int code) throws Exception {
    Visit visit = Visit.of(front, "agent", null);
    visit.send(hello);
    assertThat(visit.closeCode()).isEqualTo(code);
  }

  @Test
  void whoAsksTooOftenIsToldSoAndMayStillAnswerCustomers() throws Exception {
    Visit visit = agent();
    for (int i = 0; i < 150; i++) {
      visit.send("{'type':'history','conversationId':'" + id + "','after':0}");
    }
    JsonNode error = visit.next("error");
    assertThat(error.at("/problem/status").asInt()).isEqualTo(429);
    assertThat(error.at("/conversationId").asText()).isEqualTo(id.toString());
    assertThat(front.desk.commands).hasSizeBetween(50, 149);

    visit.send("{'type':'message','conversationId':'" + id + "','messageId':'m','text':'x'}");

    await().until(() -> front.desk.commands.contains(new AgentCommand.Say(id, "m", "x")));
  }

  @Test
  void closesOnSilenceAndOnOtherOrigins() throws Exception {
    Visit silent = Visit.of(front, "agent", null);
    Visit evil = Visit.of(front, "agent", "https://evil.example");
    evil.send("{'type':'hello','token':'desk-alice'}");
    assertThat(evil.closeCode()).isEqualTo(4403);
    assertThat(silent.closeCode()).isEqualTo(4408);
    Visit own = Visit.of(front, "agent", "http://127.0.0.1:" + front.port);
    own.send("{'type':'hello','token':'desk-alice'}");
    own.next("welcome");
  }

  @Test
  void closesOnAnAgentWhoDoesNotRead() throws Exception {
    Visit visit = agent();
    visit.socket().pause();
    Message said = front.road.add(id, Sender.CUSTOMER, Kind.TEXT, "字".repeat(4_000));
    for (int i = 0; i < 2_000; i++) {
      front.desk.line.accept(new AgentFrame.Said(said));
    }
    await().until(() -> front.count("levee.channel.closes", "code", "1013") == 1);
    await().until(() -> front.desk.left);
    visit.socket().resume();
  }
}
