package io.levee.journal;

import static io.levee.journal.Gateway.bot;
import static io.levee.journal.Gateway.customer;
import static io.levee.journal.Gateway.newConversation;
import static io.levee.journal.Gateway.now;
import static io.levee.journal.Gateway.said;
import static io.levee.journal.Gateway.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.levee.TestPostgres;
import io.levee.conversation.Attachment;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Named;
import io.levee.conversation.Sender;
import io.levee.conversation.Standing;
import io.levee.conversation.Understood;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PgJournalIT {
  private static final Committed STORED = new Committed.Stored();
  private static final Committed LOST = new Committed.LostRace();
  private static String url;
  private static Gateway gateway;
  private static Journal journal;
  private final ConversationId conversation = newConversation();

  @BeforeAll
  static void start() {
    url = TestPostgres.url();
    gateway = new Gateway(url);
    journal = gateway.journal;
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private List<Message> history() {
    return gateway.get(() -> journal.read(conversation, 0, 1_000));
  }

  @Test
  void givesBackWhatWasStored() {
    Understood understood =
        new Understood(
                Understood.Stage.LEXICAL,
                List.of(new Understood.Candidate("order.track", 0.93)),
                Understood.Verdict.SURE,
                2,
                Language.ZH,
                true)
            .asking(
                List.of(
                    new Understood.Part(
                        List.of(new Understood.Candidate("order.track", 0.93)),
                        Understood.Verdict.SURE),
                    new Understood.Part(List.of(), Understood.Verdict.REJECTED)))
            .naming(List.of(new Named("phone", 2, 5, "13800138000", "", 0.9, true)));
    Message inbound =
        new Message(
            conversation,
            1,
            Sender.CUSTOMER,
            Kind.TEXT,
            "m-1",
            "我的快递到哪了 😀",
            List.of(),
            List.of(new Attachment("image", "u-1")),
            now(),
            "",
            Optional.of(understood));
    Message joined = Message.system(conversation, 3, Kind.JOINED, "Alice joined", now(), "Alice");
    Entry entry =
        new Entries(customer("round-trip"), List.of(inbound, bot(conversation, 2, "Soon"), joined))
            .entry();

    assertThat(gateway.commit(entry)).isEqualTo(STORED);
    assertThat(history()).isEqualTo(entry.messages());
    assertThat(gateway.get(() -> journal.tail(conversation)))
        .contains(new Tail(conversation, customer("round-trip"), 3, false, "state after 3"));
    assertThat(gateway.get(() -> journal.open(customer("round-trip"))).orElseThrow().conversation())
        .isEqualTo(conversation);
    assertThat(gateway.get(() -> journal.read(conversation, 1, 1)))
        .containsExactly(entry.messages().get(1));
  }

  @Test
  void anAnswerRestsOnWhatItSaysOrOnHowItsQuestionWasUnderstood() {
    Understood question = understood("order.track");
    Message asked = said(conversation, 1, "m-1", "到哪了", Optional.of(question));
    List<Message> talk =
        List.of(
            asked,
            answer(2, Optional.of(understood("order.track"))),
            answer(3, Optional.of(understood("refund"))),
            answer(4, Optional.empty()),
            Message.system(conversation, 5, Kind.QUEUED, "one moment", now(), ""));
    gateway.commit(new Entries(customer("understood"), talk).entry());

    assertThat(history()).isEqualTo(talk);
    assertThat(gateway.get(() -> journal.read(conversation, 1, 1))).containsExactly(talk.get(1));
    assertThat(gateway.get(() -> journal.find(conversation, Sender.CUSTOMER, "m-1")))
        .contains(new Committed.Duplicate(asked, false, talk.subList(1, 5)));
  }

  @Test
  void anAnswerThatCameLaterRestsOnWhatItSays() {
    Message asked = said(conversation, 1, "m-1", "到哪了", Optional.of(understood("order.track")));
    Message answer = answer(2, Optional.empty());
    gateway.commit(new Entries(customer("later"), List.of(asked)).unanswered().entry());
    gateway.commit(new Entries(customer("later"), List.of(answer)).answering(1).entry());

    assertThat(history()).containsExactly(asked, answer);
  }

  private static Understood understood(String intent) {
    return new Understood(
        Understood.Stage.LEXICAL,
        List.of(new Understood.Candidate(intent, 0.93)),
        Understood.Verdict.SURE,
        3,
        Language.ZH,
        false);
  }

  private Message answer(int seq, Optional<Understood> understood) {
    return Message.bot(conversation, seq, "Soon", List.of(), now(), understood);
  }

  @Test
  void knowsNothingOfWhatIsNotStored() {
    assertThat(gateway.get(() -> journal.tail(conversation))).isEmpty();
    assertThat(gateway.get(() -> journal.open(customer("nobody")))).isEmpty();
    assertThat(gateway.get(() -> journal.find(conversation, Sender.CUSTOMER, "m"))).isEmpty();
    assertThat(history()).isEmpty();
  }

  @Test
  void aDuplicateGetsTheStoredAnswerAndChangesNothing() {
    Entry first = turn(conversation, 1, "m-1").entry();
    gateway.commit(first);

    Committed again = gateway.commit(turn(conversation, 3, "m-1").entry());

    assertThat(again)
        .isEqualTo(
            new Committed.Duplicate(
                first.messages().get(0), false, List.of(first.messages().get(1))));
    assertThat(history()).isEqualTo(first.messages());
    assertThat(gateway.commit(first)).isEqualTo(again);
  }

  @Test
  void stepsOfOneConversationAreStoredTogether() {
    gateway.commit(turn(conversation, 1, "m-1").entry());
    List<Entry> steps =
        List.of(turn(conversation, 3, "m-2").entry(), turn(conversation, 5, "m-3").entry());

    assertThat(gateway.get(() -> journal.commit(steps))).isEqualTo(STORED);

    assertThat(history()).hasSize(6);
    assertThat(gateway.get(() -> journal.tail(conversation)).orElseThrow().state())
        .isEqualTo("state after 6");
    assertThat(gateway.get(() -> journal.find(conversation, Sender.CUSTOMER, "m-3")).orElseThrow())
        .isEqualTo(
            new Committed.Duplicate(
                steps.get(1).messages().get(0), false, List.of(steps.get(1).messages().get(1))));
  }

  @Test
  void stepsOfWhichOneIsKnownAreNotStoredAtAll() {
    Entry first = turn(conversation, 1, "m-1").entry();
    gateway.commit(first);

    Committed refused =
        gateway.get(
            () ->
                journal.commit(
                    List.of(
                        turn(conversation, 3, "m-2").entry(),
                        turn(conversation, 5, "m-1").entry())));

    assertThat(refused).isEqualTo(new Committed.LostRace());
    assertThat(history()).isEqualTo(first.messages());
  }

  @Test
  void theSameIdFromAnotherSenderIsNoDuplicate() {
    gateway.commit(turn(conversation, 1, "m-1").entry());
    Message agents =
        new Message(
            conversation,
            3,
            Sender.AGENT,
            Kind.TEXT,
            "m-1",
            "hello",
            List.of(),
            List.of(),
            now(),
            "Alice",
            Optional.empty());

    assertThat(gateway.commit(new Entries(customer("x"), List.of(agents)).entry()))
        .isEqualTo(STORED);
  }

  @Test
  void takesOnlyTheNextNumber() {
    gateway.commit(turn(conversation, 1, "m-1").entry());

    assertThat(gateway.commit(turn(conversation, 4, "gap").entry())).isEqualTo(LOST);
    assertThat(gateway.commit(turn(conversation, 2, "taken").entry())).isEqualTo(LOST);
    assertThat(gateway.commit(turn(newConversation(), 5, "none").entry())).isEqualTo(LOST);
    assertThat(gateway.commit(turn(conversation, 3, "next").entry())).isEqualTo(STORED);
    assertThat(history()).extracting(Message::seq).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aClosedConversationTakesNoMoreAndTheCustomerMayOpenAnother() {
    Customer customer = customer("closer");
    gateway.commit(turn(conversation, 1, "m-1").of(customer).entry());
    Message end = Message.system(conversation, 3, Kind.CLOSED, "bye", now(), "");
    assertThat(gateway.commit(new Entries(customer, List.of(end)).closing().entry()))
        .isEqualTo(STORED);

    assertThat(gateway.commit(turn(conversation, 4, "late").of(customer).entry())).isEqualTo(LOST);
    assertThat(gateway.get(() -> journal.tail(conversation)).orElseThrow().closed()).isTrue();
    assertThat(gateway.get(() -> journal.open(customer))).isEmpty();
    assertThat(gateway.commit(turn(newConversation(), 1, "m-1").of(customer).entry()))
        .as("the same message again begins nothing")
        .isEqualTo(LOST);
    assertThat(gateway.get(() -> journal.open(customer))).isEmpty();
    assertThat(gateway.commit(turn(newConversation(), 1, "m-2").of(customer).entry()))
        .isEqualTo(STORED);
    // The entry that opened the first one, sent once more, must not open it again.
    assertThat(gateway.commit(turn(conversation, 1, "m-1").of(customer).entry()))
        .isInstanceOf(Committed.Duplicate.class);
  }

  @Test
  void aConversationMayOpenAndCloseInOneEntry() {
    Entry both = turn(conversation, 1, "m-1").closing().entry();

    assertThat(gateway.commit(both)).isEqualTo(STORED);
    assertThat(gateway.get(() -> journal.open(both.customer()))).isEmpty();
    assertThat(gateway.commit(turn(conversation, 3, "m-2").entry())).isEqualTo(LOST);
  }

  @Test
  void aCustomerHasOneOpenConversationEvenWithinOneBatch() {
    Customer customer = customer("opens twice");
    List<Entry> both =
        List.of(
            turn(conversation, 1, "a").of(customer).entry(),
            turn(newConversation(), 1, "b").of(customer).entry());

    List<Committed> outcomes =
        gateway.commitTogether(both).stream().map(CompletableFuture::join).toList();

    assertThat(outcomes).containsExactlyInAnyOrder(STORED, LOST);
    assertThat(gateway.commit(turn(newConversation(), 1, "c").of(customer).entry()))
        .isEqualTo(LOST);
  }

  @Test
  void eachEntryOfABatchStandsForItself() {
    gateway.commit(turn(conversation, 1, "m-1").entry());
    List<Entry> entries = new ArrayList<>();
    entries.add(turn(conversation, 3, "m-1").entry());
    entries.add(turn(newConversation(), 7, "no such").entry());
    IntStream.range(0, 200).forEach(i -> entries.add(turn(newConversation(), 1, "n-" + i).entry()));

    List<Committed> outcomes =
        gateway.commitTogether(entries).stream().map(CompletableFuture::join).toList();

    assertThat(outcomes.get(0)).isInstanceOf(Committed.Duplicate.class);
    assertThat(outcomes.get(1)).isEqualTo(LOST);
    assertThat(outcomes.subList(2, outcomes.size())).hasSize(200).containsOnly(STORED);
    assertThat(gateway.meters.get("levee.journal.batch").summary().max()).isEqualTo(64);
  }

  @Test
  void ofPlainTalkToo() {
    List<ConversationId> five =
        IntStream.range(0, 5).mapToObj(i -> newConversation()).sorted().toList();
    five.forEach(c -> gateway.commit(turn(c, 1, "m-1").entry()));
    gateway.commit(turn(five.get(3), 3, "m-2").closing().entry());

    List<Committed> outcomes =
        gateway
            .commitTogether(
                List.of(
                    turn(five.get(0), 3, "m-2").entry(),
                    turn(five.get(1), 3, "m-1").entry(),
                    turn(five.get(2), 5, "m-3").entry(),
                    turn(five.get(3), 5, "m-3").entry(),
                    turn(five.get(4), 3, "m-2").entry()))
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(outcomes.get(0)).isEqualTo(STORED);
    assertThat(outcomes.get(1)).isInstanceOf(Committed.Duplicate.class);
    assertThat(outcomes.get(2)).isEqualTo(LOST);
    assertThat(outcomes.get(3)).isNotEqualTo(STORED);
    assertThat(outcomes.get(4)).isEqualTo(STORED);
    assertThat(gateway.get(() -> journal.tail(five.get(4))).orElseThrow())
        .isEqualTo(new Tail(five.get(4), customer("c-" + five.get(4)), 4, false, "state after 4"));
    assertThat(gateway.get(() -> journal.read(five.get(1), 0, 10))).hasSize(2);
  }

  @Test
  void entriesOfOneConversationGoOneAfterTheOther() {
    List<Entry> entries =
        IntStream.range(0, 20)
            .mapToObj(i -> turn(conversation, 1 + 2 * i, "m-" + i).entry())
            .toList();

    assertThat(gateway.commitTogether(entries))
        .extracting(CompletableFuture::join)
        .containsOnly(STORED);
    assertThat(history()).hasSize(40);
  }

  @Test
  void aPendingMessageIsRememberedUntilItsAnswerIsStored() {
    Message inbound = said(conversation, 1, "m-1", "where is it");
    Customer customer = customer("pending");
    gateway.commit(new Entries(customer, List.of(inbound)).unanswered().entry());

    assertThat(gateway.get(() -> journal.pending(Duration.ZERO, 100)))
        .contains(new Journal.Pending(customer, inbound, "corr"));
    assertThat(gateway.get(() -> journal.pending(Duration.ofMinutes(5), 100))).isEmpty();
    assertThat(gateway.get(() -> journal.find(conversation, Sender.CUSTOMER, "m-1")))
        .contains(new Committed.Duplicate(inbound, true, List.of()));

    Message between = said(conversation, 2, "m-2", "hello?");
    gateway.commit(new Entries(customer, List.of(between)).entry());
    Message answer = bot(conversation, 3, "on its way");
    Entry answering = new Entries(customer, List.of(answer)).answering(1).entry();
    assertThat(gateway.commit(answering)).isEqualTo(STORED);

    assertThat(gateway.get(() -> journal.pending(Duration.ZERO, 100)))
        .noneMatch(p -> p.message().conversation().equals(conversation));
    assertThat(gateway.get(() -> journal.find(conversation, Sender.CUSTOMER, "m-1")))
        .contains(new Committed.Duplicate(inbound, false, List.of(answer)));
  }

  @Test
  void aPendingMessageIsAnsweredOnce() {
    Message inbound = said(conversation, 1, "m-1", "where is it");
    Customer customer = customer("twice");
    gateway.commit(new Entries(customer, List.of(inbound)).unanswered().entry());
    Message answer = bot(conversation, 2, "on its way");
    gateway.commit(new Entries(customer, List.of(answer)).answering(1).entry());

    Message second = bot(conversation, 3, "on its way");
    assertThat(gateway.commit(new Entries(customer, List.of(second)).answering(1).entry()))
        .isEqualTo(new Committed.Duplicate(inbound, false, List.of(answer)));
  }

  @Test
  void aPendingMessageCanBeLetGo() {
    gateway.commit(
        new Entries(customer("let go"), List.of(said(conversation, 1, "m-1", "hi")))
            .unanswered()
            .entry());

    gateway.get(() -> journal.unanswered(conversation, 1));

    assertThat(gateway.get(() -> journal.pending(Duration.ZERO, 1_000)))
        .noneMatch(p -> p.message().conversation().equals(conversation));
  }

  @Test
  void standingsAreReplacedAndSettled() {
    Customer customer = customer("stands");
    Standing waits = new Standing(conversation, customer, "returns", 5, now(), "");
    Standing taken = new Standing(conversation, customer, "returns", 5, waits.since(), "alice");

    gateway.commit(turn(conversation, 1, "m-1").of(customer).standing(waits).entry());
    assertThat(gateway.get(() -> journal.standings("demo"))).contains(waits);
    gateway.commit(turn(conversation, 3, "m-2").of(customer).standing(taken).entry());
    gateway.commit(turn(conversation, 5, "m-3").of(customer).entry());
    assertThat(gateway.get(() -> journal.standings("demo"))).contains(taken).doesNotContain(waits);
    assertThat(gateway.get(() -> journal.standings("another"))).isEmpty();
    gateway.commit(turn(conversation, 7, "m-4").of(customer).settling().entry());
    assertThat(gateway.get(() -> journal.standings("demo"))).doesNotContain(taken);
  }

  @Test
  void anEntryThatIsHeldBackLeavesNoTrace() {
    gateway.commit(turn(conversation, 1, "m-1").entry());
    Standing waits = new Standing(conversation, customer("x"), "any", 0, now(), "");

    gateway.commit(turn(conversation, 9, "m-9").standing(waits).unanswered().closing().entry());

    assertThat(gateway.get(() -> journal.standings("demo"))).doesNotContain(waits);
    assertThat(gateway.get(() -> journal.tail(conversation)).orElseThrow())
        .matches(tail -> !tail.closed() && tail.lastSeq() == 2);
  }

  @Test
  void tellsTheLastNumbers() {
    ConversationId unknown = newConversation();
    gateway.commit(turn(conversation, 1, "m-1").entry());

    assertThat(gateway.get(() -> journal.lastSeqs(List.of(conversation, unknown))))
        .isEqualTo(Map.of(conversation, 2));
  }

  @Test
  void aConversationIsRatedWhenItHasEndedTooAndTheLastRatingCounts() throws Exception {
    gateway.commit(turn(conversation, 1, "m-1").closing().entry());

    assertThat(gateway.get(() -> journal.rate(conversation, 2, "slow"))).isTrue();
    assertThat(gateway.get(() -> journal.rate(conversation, 5, ""))).isTrue();
    assertThat(gateway.get(() -> journal.rate(newConversation(), 5, ""))).isFalse();
  }

  @Test
  void whatPostgresqlCannotKeepIsReplacedAndHarmsNobody() {
    ConversationId other = newConversation();
    Message odd = said(conversation, 1, "m-1", "a\u0000b\uD800c😀");
    Entry oddEntry = new Entries(customer("odd\u0000"), List.of(odd)).entry();

    List<CompletableFuture<Committed>> outcomes =
        gateway.commitTogether(List.of(oddEntry, turn(other, 1, "m-1").entry()));

    assertThat(outcomes).extracting(CompletableFuture::join).containsOnly(STORED);
    assertThat(history()).extracting(Message::text).containsExactly("a\uFFFDb\uFFFDc😀");
  }

  @Test
  void anEntryThatCannotBeStoredFailsAlone() {
    // Random, so that it stays too long for an index even when compressed.
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    String endless =
        random
            .ints(9_000, 'A', 'Z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    List<Entry> entries = new ArrayList<>();
    IntStream.range(0, 30).forEach(i -> entries.add(turn(newConversation(), 1, "m").entry()));
    entries.add(17, turn(conversation, 1, endless).entry());

    List<CompletableFuture<Committed>> outcomes = gateway.commitTogether(entries);

    CompletableFuture<Committed> bad = outcomes.get(17);
    assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(outcomes.stream().filter(o -> o != bad).map(CompletableFuture::join))
        .hasSize(30)
        .containsOnly(STORED);
    assertThat(history()).isEmpty();
  }

  /** The last to come for a while, so that nobody who comes has it looked at again. */
  @Test
  void aCommitThatIsHeldUpHoldsUpNobodyElse() throws SQLException {
    gateway.commit(turn(conversation, 1, "m1").entry());
    try (Connection other = TestPostgres.connect(url);
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute(
          "SELECT FROM conversation WHERE conversation_id = '%s' FOR UPDATE"
              .formatted(conversation));
      CompletableFuture<Committed> held =
          gateway.on(() -> journal.commit(turn(conversation, 3, "m2").entry()));

      assertThat(gateway.commit(turn(newConversation(), 1, "m").entry())).isEqualTo(STORED);
      assertThat(held).isNotDone();
      other.rollback();
      assertThat(held.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(STORED);
    }
  }

  @Test
  void moreThanMayWaitAreRefusedAtOnce() {
    JournalConfig tight =
        new JournalConfig(
            1,
            1,
            Duration.ofMillis(50),
            10,
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    try (Gateway small = new Gateway(TestPostgres.url(), tight)) {
      List<Entry> entries =
          IntStream.range(0, 11).mapToObj(i -> turn(newConversation(), 1, "m").entry()).toList();

      List<CompletableFuture<Committed>> outcomes = small.commitTogether(entries);

      assertThatThrownBy(outcomes.get(10)::join).hasCauseInstanceOf(StoreUnavailable.class);
      assertThat(outcomes.subList(0, 10)).extracting(CompletableFuture::join).containsOnly(STORED);
    }
  }
}
