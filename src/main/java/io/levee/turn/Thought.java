package io.levee.turn;

import io.levee.conversation.Effect;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.conversation.Standing;
import io.levee.conversation.Understood;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the bot makes of one message, before it has numbers.
 *
 * @param understood how the message was understood; empty when nothing was to be
 * @param lines what is said and what happens in answer, in order
 * @param next the session afterwards; its number is that of before
 * @param standing see {@link io.levee.journal.Entry}
 * @param settles see {@link io.levee.journal.Entry}
 */
record Thought(
    Optional<Understood> understood,
    List<Line> lines,
    Session next,
    List<Effect> effects,
    Optional<Standing> standing,
    boolean settles) {

  /**
   * One message of the answer.
   *
   * @param about of several questions the one that it answers; empty where it answers the message
   */
  record Line(
      Sender from, Kind kind, String text, List<String> options, Optional<Understood> about) {
    static Line bot(String text, List<String> options) {
      return new Line(Sender.BOT, Kind.TEXT, text, options, Optional.empty());
    }
  }

  Thought {
    lines = List.copyOf(lines);
    effects = List.copyOf(effects);
  }

  /** Nothing to say. */
  static Thought silent(Session next) {
    return new Thought(Optional.empty(), List.of(), next, List.of(), Optional.empty(), false);
  }

  boolean degraded() {
    return understood.map(Understood::degraded).orElse(false);
  }

  /** The lines as messages, numbered after {@code last}. */
  List<Message> numbered(int last, Instant at) {
    List<Message> messages = new ArrayList<>(lines.size());
    for (Line line : lines) {
      messages.add(
          new Message(
              next.id(),
              last + messages.size() + 1,
              line.from(),
              line.kind(),
              "",
              line.text(),
              line.options(),
              List.of(),
              at,
              "",
              line.from() == Sender.BOT ? line.about().or(() -> understood) : Optional.empty()));
    }
    return messages;
  }

  /** The first thing said, for when nothing can be stored. */
  String firstWords() {
    return lines.stream()
        .filter(line -> line.from() == Sender.BOT)
        .map(Line::text)
        .findFirst()
        .orElse("");
  }
}
