package io.levee.journal;

import static io.levee.journal.Gateway.newConversation;
import static io.levee.journal.Gateway.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.levee.TestPostgres;
import io.levee.conversation.ConversationId;
import io.levee.conversation.Message;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Gateways that all write to the same conversations, as after a reconnect elsewhere. */
final class RacingGatewaysIT {
  private static final int GATEWAYS = 3;
  private static final int CONVERSATIONS = 12;
  private static final int TURNS = 15;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void everyTurnIsStoredOnceAndNumbersHaveNoGap() {
    String url = TestPostgres.url();
    List<ConversationId> conversations =
        IntStream.range(0, CONVERSATIONS).mapToObj(i -> newConversation()).toList();
    List<Gateway> gateways = IntStream.range(0, GATEWAYS).mapToObj(i -> new Gateway(url)).toList();

    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int g = 0; g < GATEWAYS; g++) {
      for (ConversationId conversation : conversations) {
        Gateway gateway = gateways.get(g);
        String name = "g" + g;
        writers.add(gateway.on(() -> write(gateway, conversation, name, 0, 1)));
      }
    }
    CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();

    for (ConversationId conversation : conversations) {
      List<Message> all =
          gateways.getFirst().get(() -> gateways.getFirst().journal.read(conversation, 0, 1_000));
      assertThat(all)
          .extracting(Message::seq)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 2 * GATEWAYS * TURNS).boxed().toList());
      assertThat(all.stream().map(Message::messageId).filter(id -> !id.isEmpty()))
          .doesNotHaveDuplicates()
          .allMatch(id -> acknowledged.contains(conversation + id));
      for (int i = 0; i < all.size(); i += 2) {
        assertThat(all.get(i + 1).text()).endsWith(all.get(i).messageId());
      }
    }
    assertThat(acknowledged).hasSize(CONVERSATIONS * GATEWAYS * TURNS);
    gateways.forEach(Gateway::close);
  }

  private Future<Void> write(
      Gateway gateway, ConversationId conversation, String name, int turn, int seq) {
    if (turn == TURNS) {
      return Future.succeededFuture();
    }
    String id = name + "-" + turn;
    return gateway
        .journal
        .commit(turn(conversation, seq, id).entry())
        .compose(
            outcome ->
                switch (outcome) {
                  case Committed.Stored stored -> {
                    assertThat(acknowledged.add(conversation + id)).isTrue();
                    yield write(gateway, conversation, name, turn + 1, seq + 2);
                  }
                  case Committed.LostRace lost ->
                      gateway
                          .journal
                          .tail(conversation)
                          .compose(
                              tail ->
                                  write(
                                      gateway,
                                      conversation,
                                      name,
                                      turn,
                                      tail.map(Tail::lastSeq).orElse(0) + 1));
                  case Committed.Duplicate duplicate ->
                      Future.failedFuture("nobody else sends " + id);
                });
  }
}
