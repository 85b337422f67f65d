package io.levee.desk;

import io.levee.channel.agent.AgentFrame;
import io.levee.conversation.ConversationId;
import io.levee.redis.Wakeups;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the other gateways at which an agent sits too. A wake-up says what to look at, never what
 * is to be seen there.
 */
final class Notifier {
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);

  /** What a wake-up is about. */
  sealed interface Wakeup {
    record Changed(ConversationId conversation) implements Wakeup {}

    /** The agent chose to be here otherwise; Redis knows how. */
    record State() implements Wakeup {}

    /** What the customer does not see; it is nowhere else to be seen. */
    record Whisper(AgentFrame.Whisper frame) implements Wakeup {}

    /** The agent's last socket at another gateway went. */
    record Left() implements Wakeup {}
  }

  private final Wakeups wakeups;
  private final String node = UUID.randomUUID().toString();

  Notifier(Wakeups wakeups) {
    this.wakeups = wakeups;
  }

  void changed(String storefront, String user, ConversationId conversation) {
    publish(storefront, user, "changed " + conversation);
  }

  void state(LocalAgent agent) {
    publish(agent.storefront(), agent.user, "state");
  }

  void whisper(String storefront, String user, AgentFrame.Whisper frame) {
    publish(
        storefront,
        user,
        "whisper "
            + frame.conversation()
            + ' '
            + packed(frame.from())
            + ' '
            + packed(frame.text())
            + ' '
            + frame.at());
  }

  /** As one word, and never none. */
  private static String packed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return '=' + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String unpacked(String word) {
    return new String(Base64.getUrlDecoder().decode(word.substring(1)), StandardCharsets.UTF_8);
  }

  void left(LocalAgent agent) {
    publish(agent.storefront(), agent.user, "left");
  }

  static String topic(String storefront, String user) {
    return "levee:agent:" + storefront + ':' + user;
  }

  /** Reads a wake-up; empty when it is this node's own or not one. */
  Optional<Wakeup> read(String payload) {
    String[] words = payload.split(" ", -1);
    if (words.length < 2 || words[0].equals(node)) {
      return Optional.empty();
    }
    return switch (words[1] + '/' + words.length) {
      case "changed/3" -> ConversationId.parse(words[2]).map(Wakeup.Changed::new);
      case "state/2" -> Optional.of(new Wakeup.State());
      case "whisper/6" -> ConversationId.parse(words[2]).map(id -> whisper(id, words));
      case "left/2" -> Optional.of(new Wakeup.Left());
      default -> Optional.empty();
    };
  }

  private static Wakeup whisper(ConversationId id, String[] words) {
    return new Wakeup.Whisper(
        new AgentFrame.Whisper(
            id, unpacked(words[3]), unpacked(words[4]), Instant.parse(words[5])));
  }

  private void publish(String storefront, String user, String what) {
    wakeups
        .publish(topic(storefront, user), node + ' ' + what)
        .onFailure(
            failure ->
                log.atDebug()
                    .addKeyValue("cause", failure.getMessage())
                    .log("a wake-up was not sent; the other gateways will see at their sweep"));
  }
}
