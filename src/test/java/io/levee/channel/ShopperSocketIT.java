package io.levee.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Kind;
import io.levee.conversation.Place;
import io.levee.conversation.Sender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shopper's live conversation, frame by frame. */
final class ShopperSocketIT {
  private static RunningFront front;

  @BeforeAll
  static void start() throws Exception {
    front = new RunningFront();
  }

  @AfterAll
  static void stop() {
    front.close();
  }

  private static List<Integer> seqs(List<JsonNode> frames) {
    return frames.stream().map(frame -> frame.get("seq").asInt()).toList();
  }

  // ---- Hello

  @Test
  void welcomesWhoHasNoConversationYet() throws Exception {
    Visit visit = Visit.shopper(front);
    visit.sendKnown("{'type':'hello','token':'" + front.token("w-1") + "'}");
    JsonNode welcome = visit.next("welcome");
    assertThat(welcome.get("conversationId").isNull()).isTrue();
    assertThat(welcome.get("seq").asInt()).isZero();
    assertThat(welcome.get("handledBy").asText()).isEqualTo("bot");
  }

  @Test
  void welcomesWithAgentAndPlace() throws Exception {
    ConversationId id = front.road.start(front.customer("w-2"));
    front.road.stand(id, HandledBy.HUMAN, "Alice", new Place(1, 0));
    Visit visit = Visit.shopper(front);
    visit.sendKnown(
        "{'type':'hello','token':'" + front.token("w-2") + "','conversationId':'" + id + "'}");
    JsonNode welcome = visit.next("welcome");
    assertThat(welcome.get("conversationId").asText()).isEqualTo(id.toString());
    assertThat(welcome.at("/agent/name").asText()).isEqualTo("Alice");
    assertThat(welcome.at("/queue/position").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json|4400",
        "[]|4400",
        "{'type':'message','messageId':'m','text':'x'}|4400",
        "{'type':'hello'}|4400",
        "{'type':'hello','token':7}|4400",
        "{'type':'hello','token':'TOKEN','after':-1}|4400",
        "{'type':'hello','token':'TOKEN','after':'x'}|4400",
        "{'type':'hello','token':'nonsense'}|4401",
        "{'type':'hello','token':'demo-api-key'}|4401",
      })
  void closesOnHellosThatDoNotHold(String hello, int code) throws Exception {
    Visit visit = Visit.shopper(front);
    visit.send(hello.replace("TOKEN", front.token("h-1")));
    assertThat(visit.closeCode()).isEqualTo(code);
  }

  @Test
  void closesOnAnExpiredToken() throws Exception {
    Visit visit = Visit.shopper(front);
    String token = front.token("demo", RunningFront.SECRET, "h-1", Instant.now().minusSeconds(10));
    visit.send("{'type':'hello','token':'" + token + "'}");
    assertThat(visit.closeCode()).isEqualTo(4401);
  }

  @Test
  void closesOnPagesOfOtherOrigins() throws Exception {
    Visit evil = Visit.of(front, "shopper", "https://evil.example");
    evil.send("{'type':'hello','token':'" + front.token("o-1") + "'}");
    assertThat(evil.closeCode()).isEqualTo(4403);
    Visit shop = Visit.of(front, "shopper", RunningFront.ORIGIN);
    shop.send("{'type':'hello','token':'" + front.token("o-1") + "'}");
    shop.next("welcome");
  }

  @Test
  void closesOnWhoSaysNothing() throws Exception {
    assertThat(Visit.shopper(front).closeCode()).isEqualTo(4408);
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "018f0000-0000-7000-8000-000000000000"})
  void tellsThatThereIsNoSuchConversation(String id) throws Exception {
    Visit visit = Visit.shopper(front);
    visit.send(
        "{'type':'hello','token':'" + front.token("n-1") + "','conversationId':'" + id + "'}");
    assertThat(visit.next("error").at("/problem/status").asInt()).isEqualTo(404);
    assertThat(visit.closeCode()).isEqualTo(4400);
  }

  // ---- Talking

  @Test
  void acknowledgesInPlaceOfTheMessageAndThenAnswers() throws Exception {
    Visit visit = Visit.shopper(front, "t-1", 0);
    visit.say("m-1", "我的快递到哪了");
    JsonNode ack = visit.next("ack");
    assertThat(ack.get("seq").asInt()).isEqualTo(1);
    assertThat(ack.get("duplicate").asBoolean()).isFalse();
    JsonNode answer = visit.next("message");
    assertThat(answer.get("seq").asInt()).isEqualTo(2);
    assertThat(answer.get("from").asText()).isEqualTo("bot");
    assertThat(answer.get("text").asText()).isEqualTo("You said: 我的快递到哪了");
    assertThat(answer.get("options")).hasSize(2);
    assertThat(answer.at("/intent/name").asText()).isEqualTo("order.track");
    assertThat(answer.get("degraded").asBoolean()).isFalse();
  }

  @Test
  void tellsTheCustomersOtherSocketsTheMessage() throws Exception {
    Visit sender = Visit.shopper(front, "t-2", 0);
    Visit other = Visit.shopper(front, "t-2", 0);
    sender.say("m-1", "hello");
    sender.next("ack");
    sender.next("message");
    JsonNode message = other.next("message");
    assertThat(message.get("messageId").asText()).isEqualTo("m-1");
    assertThat(message.get("from").asText()).isEqualTo("customer");
    assertThat(other.next("message").get("seq").asInt()).isEqualTo(2);
    assertThat(other.isSilent()).isTrue();
  }

  @Test
  void acknowledgesADuplicateAlone() throws Exception {
    Visit visit = Visit.shopper(front, "t-3", 0);
    visit.say("m-1", "hello");
    visit.next("ack");
    visit.next("message");
    visit.say("m-1", "hello");
    assertThat(visit.next("ack").get("duplicate").asBoolean()).isTrue();
    visit.say("m-2", "hello");
    assertThat(visit.next("ack").get("seq").asInt()).isEqualTo(3);
  }

  @Test
  void tellsAReusedIdFromADuplicate() throws Exception {
    Visit visit = Visit.shopper(front, "t-4", 0);
    visit.say("m-1", "hello");
    visit.next("ack");
    visit.next("message");
    visit.say("m-1", "something else");
    JsonNode error = visit.next("error");
    assertThat(error.get("messageId").asText()).isEqualTo("m-1");
    assertThat(error.at("/problem/type").asText()).isEqualTo("message-id-reused");
  }

  @Test
  void tellsWhatWasNotTaken() throws Exception {
    Visit visit = Visit.shopper(front, "t-5", 0);
    visit.say("m-1", "busy");
    JsonNode busy = visit.next("busy");
    assertThat(busy.get("messageId").asText()).isEqualTo("m-1");
    assertThat(busy.get("retryAfterMillis").asInt()).isEqualTo(1_500);
    visit.say("m-2", "not stored");
    assertThat(visit.next("provisional").get("text").asText()).isEqualTo("It is on its way.");
    assertThat(visit.next("busy").get("messageId").asText()).isEqualTo("m-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'message','messageId':'m','text':''}|bad-frame|text",
        "{'type':'message','messageId':'m'}|bad-frame|text",
        "{'type':'message','messageId':'m','text':'a\\u0000'}|bad-frame|text",
        "{'type':'message','messageId':'m','text':'\\ud800'}|bad-frame|text",
        "{'type':'message','messageId':'','text':'x'}|bad-frame|messageId",
        "{'type':'message','text':'x'}|bad-frame|messageId",
        "{'type':'rate','score':6}|bad-frame|score",
        "{'type':'rate'}|bad-frame|score",
        "{'type':'dance'}|bad-frame|type",
        "{'type':7}|bad-frame|type",
        "{}|bad-frame|type",
        "{'type':'hello','token':'x'}|bad-frame|type",
      })
  void refusesWrongFramesAndGoesOn(String frame, String type, String field) throws Exception {
    Visit visit = Visit.shopper(front, "f-1", 0);
    while (!visit.isSilent()) {
      visit.next();
    }
    visit.send(frame);
    JsonNode error = nextError(visit);
    assertThat(error.at("/problem/type").asText()).isEqualTo(type);
    assertThat(error.at("/problem/errors/0/field").asText()).isEqualTo(field);
    visit.say("go-" + System.nanoTime(), "hello");
    JsonNode next = visit.next();
    assertThat(next.get("type").asText()).isIn("ack", "message");
  }

  private static JsonNode nextError(Visit visit) throws Exception {
    JsonNode frame = visit.next();
    while (!frame.get("type").asText().equals("error")) {
      frame = visit.next();
    }
    return frame;
  }

  @Test
  void refusesATextThatIsTooLongWithoutClosing() throws Exception {
    Visit visit = Visit.shopper(front, "f-2", 0);
    visit.say("m-1", "字".repeat(4_001));
    JsonNode error = visit.next("error");
    assertThat(error.get("messageId").asText()).isEqualTo("m-1");
    assertThat(error.at("/problem/status").asInt()).isEqualTo(413);
    visit.say("m-1", "字".repeat(4_000));
    visit.next("ack");
  }

  @Test
  void closesOnWhatIsNoJsonLaterToo() throws Exception {
    Visit visit = Visit.shopper(front, "f-3", 0);
    visit.send("{");
    assertThat(visit.closeCode()).isEqualTo(4400);
  }

  @Test
  void takesFramesSentAlongWithTheHello() throws Exception {
    Visit visit = Visit.shopper(front);
    visit.send("{'type':'hello','token':'" + front.token("f-4") + "'}");
    visit.say("m-1", "hello");
    visit.next("welcome");
    visit.next("ack");
  }

  @Test
  void passesTypingOnSparingly() throws Exception {
    ConversationId id = front.road.start(front.customer("y-1"));
    Visit visit = Visit.shopper(front, "y-1", 0);
    front.road.wishes.clear();
    for (int i = 0; i < 50; i++) {
      visit.sendKnown("{'type':'typing'}");
    }
    visit.say("m-1", "hello");
    visit.next("ack");
    assertThat(front.road.wishes).containsOnly("typing").hasSizeLessThan(5);
    front.live.typing(front.customer("y-1"), id);
    visit.next("message");
    assertThat(visit.next("typing").get("from").asText()).isEqualTo("agent");
  }

  @Test
  void ratesAndCloses() throws Exception {
    Visit visit = Visit.shopper(front, "r-1", 0);
    visit.sendKnown("{'type':'rate','score':5}");
    assertThat(visit.next("error").at("/problem/type").asText()).isEqualTo("not-found");
    visit.say("m-1", "hello");
    visit.next(2);
    visit.sendKnown("{'type':'rate','score':5,'comment':'good'}");
    JsonNode rated = visit.next("message");
    assertThat(rated.get("event").asText()).isEqualTo("rated");
    assertThat(rated.get("seq").asInt()).isEqualTo(3);
    visit.sendKnown("{'type':'rate','score':1}");
    assertThat(visit.next("error").at("/problem/type").asText()).isEqualTo("conversation-closed");
    visit.sendKnown("{'type':'close'}");
    assertThat(visit.next("message").get("event").asText()).isEqualTo("closed");
  }

  // ---- Live

  @Test
  void tellsWhatHappensInOrder() throws Exception {
    Customer customer = front.customer("l-1");
    ConversationId id = front.road.start(customer);
    Visit visit = Visit.shopper(front, "l-1", 0);
    front.road.add(id, Sender.SYSTEM, Kind.QUEUED, "Please wait.");
    front.live.place(customer, id, new Place(3, 40));
    front.road.add(id, Sender.SYSTEM, Kind.JOINED, "Alice joined.");
    front.road.add(id, Sender.AGENT, Kind.TEXT, "Hello!");
    front.road.add(id, Sender.SYSTEM, Kind.LEFT, "Alice left.");
    front.road.add(id, Sender.SYSTEM, Kind.TICKET, "Ticket 7.");
    assertThat(visit.next("message").get("event").asText()).isEqualTo("queued");
    assertThat(visit.next("queue").get("waitSeconds").asInt()).isEqualTo(40);
    JsonNode joined = visit.next("joined");
    assertThat(joined.get("seq").asInt()).isEqualTo(2);
    assertThat(joined.at("/agent/name").asText()).isEqualTo("Alice");
    assertThat(visit.next("message").get("from").asText()).isEqualTo("agent");
    assertThat(visit.next("left").get("seq").asInt()).isEqualTo(4);
    assertThat(visit.next("message").get("event").asText()).isEqualTo("ticket");
  }

  @ParameterizedTest
  @CsvSource({"0,1", "12,13", "130,1"})
  void replaysWhatCameAfter(int after, int first) throws Exception {
    String customer = "p-" + after;
    ConversationId id = front.road.start(front.customer(customer));
    for (int i = 0; i < 120; i++) {
      front.road.add(id, Sender.BOT, Kind.TEXT, "line " + i);
    }
    Visit visit = Visit.shopper(front, customer, after);
    List<Integer> seqs = seqs(visit.next(121 - first));
    assertThat(seqs.getFirst()).isEqualTo(first);
    assertThat(seqs.getLast()).isEqualTo(120);
    assertThat(seqs).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void losesAndDoublesNothingThatIsStoredDuringAReplay() throws Exception {
    ConversationId id = front.road.start(front.customer("p-live"));
    for (int i = 0; i < 300; i++) {
      front.road.add(id, Sender.BOT, Kind.TEXT, "line " + i);
    }
    Visit visit = Visit.shopper(front);
    visit.send("{'type':'hello','token':'" + front.token("p-live") + "','after':0}");
    for (int i = 0; i < 300; i++) {
      front.road.add(id, Sender.BOT, Kind.TEXT, "late line " + i);
    }
    visit.next("welcome");
    List<Integer> seqs = seqs(visit.next(600));
    for (int i = 0; i < 600; i++) {
      assertThat(seqs.get(i)).isEqualTo(i + 1);
    }
  }

  @Test
  void fetchesWhatNobodyToldIt() throws Exception {
    Customer customer = front.customer("g-1");
    ConversationId id = front.road.start(customer);
    Visit visit = Visit.shopper(front, "g-1", 0);
    front.road.publishing = false;
    front.road.add(id, Sender.BOT, Kind.TEXT, "unheard");
    front.road.add(id, Sender.BOT, Kind.TEXT, "unheard too");
    front.road.publishing = true;
    front.road.add(id, Sender.BOT, Kind.TEXT, "heard");
    assertThat(seqs(visit.next(3))).containsExactly(1, 2, 3);

    front.road.publishing = false;
    front.road.add(id, Sender.BOT, Kind.TEXT, "on another node");
    front.road.publishing = true;
    front.live.reaches(customer, id, 4);
    assertThat(visit.next("message").get("seq").asInt()).isEqualTo(4);

    front.road.publishing = false;
    front.road.add(id, Sender.BOT, Kind.TEXT, "and the wake-up was lost");
    front.road.publishing = true;
    assertThat(visit.next("message").get("seq").asInt()).isEqualTo(5);
  }

  @Test
  void keepsItsPlaceForAMessageWhoseOutcomeIsStillOpen() throws Exception {
    ConversationId id = front.road.start(front.customer("k-1"));
    Visit visit = Visit.shopper(front, "k-1", 0);
    visit.say("m-1", "hold");
    visit.say("m-2", "hello");
    visit.next("ack");
    visit.next("message");
    front.road.add(id, Sender.BOT, Kind.TEXT, "meanwhile");
    front.road.release();
    List<JsonNode> frames = visit.next(3);
    assertThat(seqs(frames)).containsExactly(3, 4, 5);
    assertThat(frames.get(1).get("type").asText()).isEqualTo("ack");
    assertThat(frames.get(1).get("messageId").asText()).isEqualTo("m-1");
  }

  // ---- Conversation after conversation

  @Test
  void attachesToWhatAnotherSocketStarts() throws Exception {
    Visit quiet = Visit.shopper(front, "a-1", 0);
    Visit busy = Visit.shopper(front, "a-1", 0);
    busy.say("m-1", "hello");
    JsonNode first = quiet.next("message");
    assertThat(first.get("seq").asInt()).isEqualTo(1);
    JsonNode ack = busy.next("ack");
    assertThat(first.get("conversationId")).isEqualTo(ack.get("conversationId"));
  }

  @Test
  void startsAnewWhenTheConversationHasEnded() throws Exception {
    Visit visit = Visit.shopper(front, "c-1", 0);
    Visit other = Visit.shopper(front, "c-1", 0);
    visit.say("m-1", "hello");
    String first = visit.next("ack").get("conversationId").asText();
    visit.next("message");
    other.next(2);
    int reads = front.road.historyReads;
    visit.sendKnown("{'type':'close'}");
    visit.next("message");
    visit.say("m-1", "hello again");
    JsonNode ack = visit.next("ack");
    assertThat(ack.get("conversationId").asText()).isNotEqualTo(first);
    assertThat(ack.get("seq").asInt()).isEqualTo(1);
    assertThat(visit.next("message").get("seq").asInt()).isEqualTo(2);
    assertThat(seqs(other.next(3))).containsExactly(3, 1, 2);
    assertThat(front.road.historyReads).as("they heard its end").isEqualTo(reads);
  }

  @Test
  void tellsTheEndOfTheOldConversationBeforeTheNew() throws Exception {
    ConversationId old = front.road.start(front.customer("c-2"));
    Visit visit = Visit.shopper(front, "c-2", 0);
    front.road.publishing = false;
    front.road.add(old, Sender.AGENT, Kind.TEXT, "Bye!");
    front.road.end(old);
    front.road.publishing = true;
    visit.say("m-1", "hello");
    List<JsonNode> frames = visit.next(4);
    assertThat(seqs(frames)).containsExactly(1, 2, 1, 2);
    assertThat(frames.get(1).get("event").asText()).isEqualTo("closed");
    assertThat(frames.get(2).get("type").asText()).isEqualTo("ack");
  }

  @Test
  void staysWithTheConversationThatWasNamed() throws Exception {
    ConversationId id = front.road.start(front.customer("c-3"));
    Visit visit = Visit.shopper(front);
    visit.sendKnown(
        "{'type':'hello','token':'" + front.token("c-3") + "','conversationId':'" + id + "'}");
    visit.next("welcome");
    front.road.end(id);
    visit.next("message");
    visit.say("m-1", "hello");
    JsonNode error = visit.next("error");
    assertThat(error.at("/problem/type").asText()).isEqualTo("conversation-closed");
    assertThat(error.at("/problem/status").asInt()).isEqualTo(409);
  }

  // ---- Much at once

  @Test
  void answersTenThousandMessagesAtOnce() throws Exception {
    Visit visit = Visit.shopper(front, "much", 0);
    for (int i = 0; i < 10_000; i++) {
      visit.say("m-" + i, i % 10 == 0 ? "busy" : "x");
    }
    Set<String> answered = new HashSet<>();
    List<Integer> seqs = new ArrayList<>();
    while (answered.size() < 10_000 || seqs.size() < 18_000) {
      JsonNode frame = visit.next();
      if (frame.has("seq")) {
        seqs.add(frame.get("seq").asInt());
      }
      if (!frame.get("type").asText().equals("message")) {
        assertThat(answered.add(frame.get("messageId").asText())).isTrue();
      }
    }
    for (int i = 0; i < seqs.size(); i++) {
      assertThat(seqs.get(i)).isEqualTo(i + 1);
    }
    assertThat(front.meters.get("levee.channel.sockets.paused").gauge().value()).isZero();
  }

  @Test
  void waitsForASlowReaderAndResumesFromTheJournal() throws Exception {
    ConversationId id = front.road.start(front.customer("slow"));
    Visit visit = Visit.shopper(front, "slow", 0);
    String line = "字".repeat(3_000);
    int reads = front.road.historyReads;
    visit.socket().pause();
    for (int i = 0; i < 3_000; i++) {
      front.road.add(id, Sender.BOT, Kind.TEXT, line);
    }
    await().until(() -> front.meters.get("levee.channel.sockets.paused").gauge().value() == 1);
    visit.socket().resume();
    List<Integer> seqs = seqs(visit.next(3_000));
    for (int i = 0; i < seqs.size(); i++) {
      assertThat(seqs.get(i)).isEqualTo(i + 1);
    }
    assertThat(front.road.historyReads).isGreaterThan(reads);
  }

  @Test
  void closesOnAReaderThatStaysBehind() throws Exception {
    ConversationId id = front.road.start(front.customer("slower"));
    double before = front.count("levee.channel.closes", "code", "1013");
    Visit visit = Visit.shopper(front, "slower", 0);
    visit.socket().pause();
    String line = "字".repeat(3_000);
    for (int i = 0; i < 1_500; i++) {
      front.road.add(id, Sender.BOT, Kind.TEXT, line);
    }
    await().until(() -> front.count("levee.channel.closes", "code", "1013") > before);
    await().until(() -> !front.isHere("demo/slower"));
    visit.socket().resume();
  }

  // ---- The node

  @Test
  void knowsWhoIsHere() throws Exception {
    Visit one = Visit.shopper(front, "here", 0);
    Visit two = Visit.shopper(front, "here", 0);
    one.say("m-1", "hello");
    String id = one.next("ack").get("conversationId").asText();
    assertThat(front.isHere("demo/here")).isTrue();
    await()
        .untilAsserted(
            () ->
                assertThat(front.live.conversations("demo"))
                    .contains(ConversationId.parse(id).orElseThrow()));
    assertThat(front.live.conversations("other")).isEmpty();
    one.socket().close();
    one.closeCode();
    two.socket().close();
    await().until(() -> !front.isHere("demo/here"));
  }

  @Test
  void sendsEverybodyElsewhereWhenItDrains() throws Exception {
    try (RunningFront draining = new RunningFront()) {
      Visit one = Visit.shopper(draining, "d-1", 0);
      Visit two = Visit.shopper(draining);
      RunningFront.await(draining.front.drain());
      assertThat(one.closeCode()).isEqualTo(1012);
      assertThat(two.closeCode()).isEqualTo(1012);
      // The other side may see it closed first.
      await()
          .until(
              () ->
                  draining
                          .meters
                          .get("levee.channel.sockets")
                          .tag("party", "shopper")
                          .gauge()
                          .value()
                      == 0);
      assertThatThrownBy(() -> Visit.shopper(draining)).hasMessageContaining("503");
    }
  }

  @Test
  void whoRatesAgainAndAgainIsToldToWait() throws Exception {
    Visit visit = Visit.shopper(front, "c-rates", 0);
    visit.say("m-1", "where is my parcel?");
    visit.next("ack");
    for (int i = 0; i < 150; i++) {
      visit.send("{'type':'rate','score':5}");
    }
    JsonNode told = visit.next();
    while (!told.path("type").asText().equals("error")) {
      told = visit.next();
    }
    assertThat(told.at("/problem/type").asText()).isEqualTo("too-many-requests");
    visit.say("m-2", "and this one?");
    while (!told.path("type").asText().equals("ack")) {
      told = visit.next();
    }
    assertThat(told.path("messageId").asText()).isEqualTo("m-2");
  }

  @Test
  void takesNoMoreSocketsThanItMay() throws Exception {
    try (RunningFront small = new RunningFront()) {
      SocketConfig now = small.sockets;
      small.sockets =
          new SocketConfig(
              now.helloTimeout(),
              now.welcomePatience(),
              now.maxFrame(),
              now.pingInterval(),
              now.pongTimeout(),
              now.heartbeat(),
              now.maxInFlight(),
              2,
              now.writeQueue(),
              now.slowReaderTimeout(),
              now.closeTimeout(),
              now.replayPage(),
              now.maxAgentBacklog(),
              now.typingInterval(),
              now.agentPing(),
              now.agentPong(),
              now.sideFrames());
      Visit first = Visit.shopper(small, "x-1", 0);
      Visit.shopper(small, "x-2", 0);
      assertThatThrownBy(() -> Visit.shopper(small)).hasMessageContaining("503");
      first.socket().close();
      await().ignoreExceptions().until(() -> Visit.shopper(small, "x-3", 0) != null);
    }
  }

  @Test
  void comesBackWhenTheJournalDoes() throws Exception {
    try (RunningFront shaky = new RunningFront()) {
      Customer customer = shaky.customer("j-1");
      ConversationId id = shaky.road.start(customer);
      Visit visit = Visit.shopper(shaky, "j-1", 0);
      shaky.road.down = true;
      shaky.road.publishing = false;
      shaky.road.add(id, Sender.BOT, Kind.TEXT, "unheard");
      shaky.live.reaches(customer, id, 1);
      visit.say("m-1", "hello");
      assertThat(visit.next("busy").get("messageId").asText()).isEqualTo("m-1");
      Visit late = Visit.shopper(shaky);
      late.send("{'type':'hello','token':'" + shaky.token("j-1") + "'}");
      shaky.road.down = false;
      assertThat(late.next("welcome").get("seq").asInt()).isEqualTo(1);
      assertThat(visit.next("message").get("text").asText()).isEqualTo("unheard");
    }
  }
}
