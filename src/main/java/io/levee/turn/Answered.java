package io.levee.turn;

import io.levee.channel.Outcome;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Kind;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.conversation.Understood;
import io.levee.journal.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question and what the bot answers to it, numbered and not stored yet.
 *
 * @param next the session after the last answer
 */
record Answered(
    Inbound in, Told told, Message question, List<Message> answers, Session next, Thought thought) {

  static Answered of(Inbound in, Told told, Session before, Thought thought, Instant now) {
    Message question = question(before, in, thought.understood());
    List<Message> answers = thought.numbered(question.seq(), now);
    Session next = thought.next().at(question.seq() + answers.size());
    return new Answered(in, told, question, answers, next, thought);
  }

  static Message question(Session session, Inbound in, Optional<Understood> understood) {
    return new Message(
        session.id(),
        session.lastSeq() + 1,
        Sender.CUSTOMER,
        Kind.TEXT,
        in.messageId(),
        in.text(),
        List.of(),
        in.attachments(),
        in.receivedAt(),
        "",
        understood);
  }

  /** Whether only something was said: then the next question may be answered in the same breath. */
  boolean isTalk() {
    return thought.effects().isEmpty()
        && thought.standing().isEmpty()
        && !thought.settles()
        && !next.closed()
        && next.handledBy() == HandledBy.BOT;
  }

  /**
   * @param state the session afterwards, encoded; empty when a later step of the commit has it
   */
  Entry entry(String state) {
    List<Message> all = new ArrayList<>(answers.size() + 1);
    all.add(question);
    all.addAll(answers);
    return new Entry(
        next.id(),
        next.customer(),
        all,
        state,
        thought.effects(),
        thought.standing(),
        thought.settles(),
        next.closed(),
        false,
        0,
        in.correlationId());
  }

  Outcome outcome(Optional<Place> place) {
    return new Outcome.Accepted(
        next.id(),
        question.messageId(),
        question.seq(),
        false,
        false,
        next.handledBy(),
        thought.degraded(),
        thought.understood(),
        answers,
        place);
  }
}
