package io.levee.desk;

import io.levee.channel.agent.AgentFrame.Packet;
import io.levee.channel.agent.AgentFrame.Slot;
import io.levee.channel.agent.AgentFrame.Tried;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Named;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.conversation.Talk;
import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What an agent must know to take over, made of the session and the last messages. Pure. */
final class Packets {
  private static final int QUOTED = 60;
  private static final int MOST_TRIED = 8;

  private Packets() {}

  /**
   * @param history the last messages, oldest first
   * @param shown how many of them to show
   * @param advisor knows what people call things
   */
  static Packet of(Session session, List<Message> history, int shown, Advisor advisor) {
    Talk talk = session.talk();
    List<Tried> tried = tried(history);
    return new Packet(
        session.customer(),
        List.of(),
        talk.intents(),
        slots(talk, history),
        talk.sentiments(),
        summary(session, history),
        session.handover().why(),
        waitedSeconds(history),
        List.copyOf(history.subList(Math.max(0, history.size() - shown), history.size())),
        List.of(),
        tried,
        OptionalInt.empty(),
        talk.language(),
        titles(talk, tried, advisor));
  }

  private static Map<String, String> titles(Talk talk, List<Tried> tried, Advisor advisor) {
    Map<String, String> titles = new LinkedHashMap<>();
    Stream.concat(talk.intents().stream(), tried.stream().map(Tried::intent))
        .distinct()
        .forEach(
            intent -> {
              String title = advisor.title(intent, talk.language());
              if (!title.isEmpty()) {
                titles.put(intent, title);
              }
            });
    return Collections.unmodifiableMap(titles);
  }

  /** Each thing the customer said to the bot, what it was taken for, and what the bot said. */
  private static List<Tried> tried(List<Message> history) {
    List<Tried> tried = new ArrayList<>();
    Message asked = null;
    for (Message row : history) {
      if (row.kind() != Kind.TEXT || row.from() == Sender.AGENT) {
        asked = null;
      } else if (row.from() == Sender.CUSTOMER) {
        asked = row;
      } else if (asked != null) {
        String intent = understood(asked);
        tried.add(new Tried(shortened(asked.text()), intent, shortened(row.text())));
        asked = null;
      }
    }
    return List.copyOf(tried.subList(Math.max(0, tried.size() - MOST_TRIED), tried.size()));
  }

  private static String understood(Message asked) {
    return asked.understood().flatMap(Understood::intent).map(Candidate::intent).orElse("");
  }

  /** What the bot learned on its way, by the skills that were under way. */
  private static List<Slot> slots(Talk talk, List<Message> history) {
    Map<String, String> known = new LinkedHashMap<>();
    history.stream()
        .flatMap(message -> message.understood().stream())
        .flatMap(understood -> understood.named().stream())
        .forEach(named -> known.put(named.kind(), told(named)));
    known.remove("order_number", talk.order());
    if (!talk.order().isEmpty()) {
      known.put("order", talk.order());
    }
    talk.forms()
        .forEach(
            form ->
                form.filled().entrySet().stream()
                    .filter(slot -> !slot.getKey().equals("item"))
                    .forEach(slot -> known.put(slot.getKey(), slot.getValue())));
    return known.entrySet().stream().map(slot -> new Slot(slot.getKey(), slot.getValue())).toList();
  }

  /** The value, and what more is known: a carrier, a currency, the last of several days. */
  private static String told(Named named) {
    return named.detail().isEmpty() || named.detail().equals(named.value())
        ? named.value()
        : named.value() + " (" + named.detail() + ')';
  }

  private static String summary(Session session, List<Message> history) {
    Language language = session.talk().language();
    Message question = question(session.talk(), history);
    String asked = question == null ? "" : shortened(question.text());
    String first =
        asked.isEmpty()
            ? Wording.of(language, "desk.summary.silent")
            : Wording.of(language, "desk.summary.asked", asked);
    String answered = Integer.toString(session.talk().intents().size());
    int misses = session.talk().misses();
    String second =
        misses == 0
            ? Wording.of(language, "desk.summary.fine", answered)
            : Wording.of(language, "desk.summary.talk", answered, Integer.toString(misses));
    return first + '\n' + second;
  }

  /**
   * The last thing asked that was no mere wish for a person, which is not answered as an intent.
   */
  private static Message question(Talk talk, List<Message> history) {
    return history.reversed().stream()
        .filter(row -> row.from() == Sender.CUSTOMER && row.kind() == Kind.TEXT)
        .filter(row -> understood(row).isEmpty() || talk.intents().contains(understood(row)))
        .findFirst()
        .orElse(last(history, Sender.CUSTOMER, Kind.TEXT));
  }

  private static int waitedSeconds(List<Message> history) {
    Message joined = last(history, Sender.SYSTEM, Kind.JOINED);
    Message queued = last(history, Sender.SYSTEM, Kind.QUEUED);
    if (joined == null || queued == null) {
      return 0;
    }
    return (int) Math.max(0, Duration.between(queued.at(), joined.at()).toSeconds());
  }

  private static Message last(List<Message> history, Sender from, Kind kind) {
    return history.reversed().stream()
        .filter(message -> message.from() == from && message.kind() == kind)
        .findFirst()
        .orElse(null);
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= QUOTED
        ? line
        : line.substring(0, line.offsetByCodePoints(0, QUOTED)) + "…";
  }
}
