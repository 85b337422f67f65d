package io.levee.journal;

import static io.levee.journal.Gateway.newConversation;
import static io.levee.journal.Gateway.now;
import static io.levee.journal.Gateway.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.levee.TestPostgres;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PgOutboxIT {
  private final Effect enqueue = new Effect.Enqueue("returns", 3, now());
  private final Effect leave = new Effect.Leave();
  private final String url = TestPostgres.url();
  private final Gateway one = new Gateway(url);
  private final Gateway other = new Gateway(url);
  private final ConversationId conversation = newConversation();

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  private static List<Outbox.Due> take(Gateway gateway) {
    return gateway.get(() -> gateway.outbox.take(100));
  }

  private static List<Outbox.Due> takeSome(Gateway gateway) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> take(gateway), due -> !due.isEmpty());
  }

  @Test
  void anotherGatewayTakesWhatTheFirstDidNotSeeThrough() {
    Entry entry = turn(conversation, 1, "m-1").wanting(enqueue, leave).entry();
    one.commit(entry);
    assertThat(take(other)).as("within the lease").isEmpty();

    assertThat(takeSome(other))
        .containsExactly(
            new Outbox.Due(conversation, 2, 0, entry.customer(), enqueue, 0),
            new Outbox.Due(conversation, 2, 1, entry.customer(), leave, 0));
    assertThat(takeSome(one)).extracting(Outbox.Due::attempts).containsOnly(1);
  }

  @Test
  void whatIsDoneIsNotTakenAgain() {
    one.commit(turn(conversation, 1, "m-1").wanting(enqueue).entry());
    ConversationId second = newConversation();
    one.commit(turn(second, 1, "m-1").wanting(leave).entry());

    one.get(() -> one.outbox.done(conversation, 2));

    assertThat(takeSome(other)).extracting(Outbox.Due::conversation).containsExactly(second);
  }

  @Test
  void effectsOfOneConversationComeInTheirOrder() {
    one.commit(turn(conversation, 1, "m-1").wanting(enqueue).entry());
    one.commit(turn(conversation, 3, "m-2").wanting(leave).entry());

    assertThat(takeSome(other)).extracting(Outbox.Due::effect).containsExactly(enqueue);
    other.get(() -> other.outbox.done(conversation, 2));
    assertThat(takeSome(other)).extracting(Outbox.Due::effect).containsExactly(leave);
  }

  @Test
  void twoThatTakeAtOnceGetDifferentEffects() {
    List<Entry> entries =
        IntStream.range(0, 100)
            .mapToObj(i -> turn(newConversation(), 1, "m").wanting(enqueue).entry())
            .toList();
    one.commitTogether(entries).forEach(CompletableFuture::join);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !one.get(() -> one.outbox.take(1)).isEmpty());

    var mine = one.on(() -> one.outbox.take(60));
    var theirs = other.on(() -> other.outbox.take(60));

    List<Outbox.Due> all = new ArrayList<>(mine.join());
    all.addAll(theirs.join());
    assertThat(all.stream().filter(due -> due.attempts() == 0)).doesNotHaveDuplicates();
    assertThat(mine.join()).isNotEmpty();
  }
}
