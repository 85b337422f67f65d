package io.levee.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.levee.conversation.ConversationId;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages while there is no room for them: hardly anything of them is read. */
final class NoRoomIT {
  private static final Outcome.Busy FULL =
      new Outcome.Busy("concurrency", true, Duration.ofMillis(1_500));
  private static RunningFront front;

  @BeforeAll
  static void start() throws Exception {
    // No heartbeat helps who was forgotten.
    front = new RunningFront(RunningFront.quick(Duration.ofHours(1)));
  }

  @AfterAll
  static void stop() {
    front.close();
  }

  @BeforeEach
  void roomForAll() {
    front.road.makeRoom();
  }

  private static boolean heard(String messageId) {
    synchronized (front.road) {
      return front.road.heard.stream().anyMatch(m -> m.messageId().equals(messageId));
    }
  }

  @Test
  void aSocketsNextMessageWaitsUnreadUntilThereIsRoom() throws Exception {
    Visit visit = Visit.shopper(front, "room-1", 0);
    front.road.full = FULL;
    visit.say("room-1-1", "first");
    visit.say("room-1-2", "second");
    await().until(() -> front.road.waiting() == 1);
    assertThat(heard("room-1-1")).isFalse();
    assertThat(visit.isSilent()).isTrue();

    front.road.makeRoom();
    List<JsonNode> told = visit.next(4);
    assertThat(told).extracting(frame -> frame.get("seq").asInt()).containsExactly(1, 2, 3, 4);
    assertThat(told.get(0).get("messageId").asText()).isEqualTo("room-1-1");
    assertThat(told.get(2).get("messageId").asText()).isEqualTo("room-1-2");
  }

  @Test
  void aSocketThatHadToAskTheJournalFirstIsReadAgain() throws Exception {
    Visit visit = Visit.shopper(front, "room-3", 0);
    visit.say("room-3-1", "first");
    String ended = visit.next("ack").get("conversationId").asText();
    visit.next("message");
    front.road.publishing = false;
    front.road.end(ConversationId.parse(ended).orElseThrow());
    front.road.publishing = true;

    front.road.full = FULL;
    visit.say("room-3-2", "second");
    visit.say("room-3-3", "third");
    await().until(() -> front.road.waiting() == 1);
    front.road.letInWhoWait();
    assertThat(visit.next("message").get("event").asText()).isEqualTo("closed");
    assertThat(visit.next("ack").get("messageId").asText()).isEqualTo("room-3-2");
    visit.next("message");
    await().until(() -> front.road.waiting() == 1);
    front.road.makeRoom();
    assertThat(visit.next("ack").get("messageId").asText()).isEqualTo("room-3-3");
  }

  @Test
  void whoHasNoRoomIsHeldBackByTcp() throws Exception {
    Visit visit = Visit.shopper(front, "room-2", 0);
    front.road.full = FULL;
    String text = "\u5feb".repeat(3_900);
    int count = 1_500; // more than the buffers of both ends take
    Future<Void> last = Future.succeededFuture();
    for (int i = 0; i < count; i++) {
      last =
          visit
              .socket()
              .writeTextMessage(
                  "{\"type\":\"message\",\"messageId\":\"room-2-%d\",\"text\":\"%s\"}"
                      .formatted(i, text));
    }
    await().until(() -> front.road.waiting() == 1);
    await().during(Duration.ofMillis(500)).until(() -> visit.socket().writeQueueFull());
    assertThat(last.isComplete()).isFalse();
    assertThat(heard("room-2-0")).isFalse();

    front.road.makeRoom();
    for (int i = 0; i < count; i++) {
      assertThat(visit.next("ack").get("messageId").asText()).isEqualTo("room-2-" + i);
      visit.next("message");
    }
    assertThat(last.succeeded()).isTrue();
  }

  @Test
  void aRequestIsTurnedAwayBeforeItsBodyIsThere() throws Exception {
    front.road.full = FULL;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port)) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
      String head =
          String.join(
              "\r\n",
              "POST /v1/messages HTTP/1.1",
              "Host: a",
              "Content-Type: application/json",
              "Authorization: Bearer " + front.token("room-5"),
              "Content-Length: 60000",
              "",
              "");
      long sent = System.nanoTime();
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 503");
      assertThat(System.nanoTime() - sent)
          .as("held back, so that who comes again at once does no harm")
          .isGreaterThanOrEqualTo(HttpConfig.defaults().refusalDelay().toNanos());
      assertThat(answer.lines().takeWhile(line -> !line.isEmpty()).toList())
          .anyMatch(line -> line.equalsIgnoreCase("retry-after: 2"));
    }
  }
}
