package io.levee.channel.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.channel.Outcome;
import io.levee.conversation.ConversationId;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeliveryTest {
  private static final ConversationId ID = ConversationId.mint(Instant.EPOCH, new Random(1));

  private final List<String> told = new ArrayList<>();
  private int room = Integer.MAX_VALUE;
  private final Delivery.Out out =
      new Delivery.Out() {
        @Override
        public boolean isFull() {
          return room <= 0;
        }

        @Override
        public void message(Message message) {
          room--;
          told.add("m" + message.seq());
        }

        @Override
        public void ack(Outcome.Accepted accepted) {
          room--;
          told.add((accepted.duplicate() ? "d" : "a") + accepted.seq());
        }
      };

  private static Message message(int seq) {
    return Message.bot(ID, seq, "x", List.of(), Instant.EPOCH, Optional.empty());
  }

  private static List<Message> messages(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(DeliveryTest::message).toList();
  }

  private static Outcome.Accepted accepted(int seq, boolean duplicate) {
    return new Outcome.Accepted(
        ID,
        "m",
        seq,
        duplicate,
        false,
        HandledBy.BOT,
        false,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private boolean pump(Delivery delivery) {
    return delivery.pump(message -> false, out);
  }

  @Test
  void asksForTheJournalOnAGapAndDropsWhatComesTwice() {
    Delivery delivery = new Delivery(ID, 0);
    delivery.offer(message(1));
    delivery.offer(message(3));
    assertThat(pump(delivery)).isTrue();
    delivery.fill(messages(2, 3));
    delivery.offer(message(1));
    assertThat(pump(delivery)).isFalse();
    assertThat(told).containsExactly("m1", "m2", "m3");
    assertThat(delivery.isLevel()).isTrue();
  }

  @Test
  void acknowledgesInPlaceOfTheMessage() {
    Delivery delivery = new Delivery(ID, 4);
    delivery.accepted(accepted(6, false), out);
    assertThat(delivery.acksDue()).isOne();
    delivery.fill(messages(5, 7));
    pump(delivery);
    assertThat(told).containsExactly("m5", "a6", "m7");
    assertThat(delivery.acksDue()).isZero();
  }

  @Test
  void acknowledgesADuplicateOfWhatWasToldAtOnce() {
    Delivery delivery = new Delivery(ID, 4);
    delivery.accepted(accepted(2, true), out);
    assertThat(told).containsExactly("d2");
  }

  @Test
  void acknowledgesTwoOfTheSameInOnePlace() {
    Delivery delivery = new Delivery(ID, 0);
    delivery.accepted(accepted(2, false), out);
    delivery.accepted(accepted(2, true), out);
    delivery.fill(messages(1, 2));
    pump(delivery);
    assertThat(told).containsExactly("m1", "a2", "d2");
  }

  @Test
  void waitsWithAMessageWhoseOutcomeIsOpen() {
    Delivery delivery = new Delivery(ID, 0);
    messages(1, 3).forEach(delivery::offer);
    assertThat(delivery.pump(message -> message.seq() == 2, out)).isFalse();
    assertThat(told).containsExactly("m1");
    delivery.accepted(accepted(2, false), out);
    pump(delivery);
    assertThat(told).containsExactly("m1", "a2", "m3");
  }

  @Test
  void stopsWhenThereIsNoRoomAndGoesOnWhereItStopped() {
    Delivery delivery = new Delivery(ID, 0);
    messages(1, 5).forEach(delivery::offer);
    room = 2;
    assertThat(pump(delivery)).isFalse();
    assertThat(told).containsExactly("m1", "m2");
    room = 10;
    pump(delivery);
    assertThat(told).containsExactly("m1", "m2", "m3", "m4", "m5");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void tellsEveryNumberOnceInOrderWhateverComesWhen(long seed) {
    Random random = new Random(seed);
    List<Message> stored = messages(1, 500);
    List<Message> news = new ArrayList<>(stored);
    Collections.shuffle(news, random);
    Delivery delivery = new Delivery(ID, 0);
    for (Message message : news) {
      room = random.nextInt(4);
      if (random.nextInt(10) > 0) {
        delivery.offer(message);
      } else {
        delivery.reaches(message.seq());
      }
      if (pump(delivery) && random.nextInt(3) == 0) {
        int from = delivery.delivered();
        delivery.fill(stored.subList(from, Math.min(stored.size(), from + 20)));
      }
    }
    delivery.reaches(500);
    room = Integer.MAX_VALUE;
    while (pump(delivery)) {
      int from = delivery.delivered();
      delivery.fill(stored.subList(from, Math.min(stored.size(), from + 20)));
    }
    assertThat(told).isEqualTo(IntStream.rangeClosed(1, 500).mapToObj(seq -> "m" + seq).toList());
  }
}
