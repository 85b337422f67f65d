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
import io.levee.session.SessionCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question and what the bot answers to it, numbered and not stored yet.
 *
 * @param answers empty where nothing is answered, or not yet
 * @param next the session after the last of them
 * @param asked whether the question was stored before
 */
record Answered(
    Inbound in,
    Told told,
    Message question,
    List<Message> answers,
    Session next,
    Thought thought,
    boolean asked) {

  static Answered of(Inbound in, Told told, Session before, Thought thought, Instant now) {
    Message question = question(before, in, thought.understood());
    List<Message> answers = thought.numbered(question.seq(), now);
    Session next = thought.next().at(question.seq() + answers.size());
    return new Answered(in, told, question, answers, next, thought, false);
  }

  /** Kept, and nothing is said to it by the bot. */
  static Answered silently(Inbound in, Told told, Session before) {
    Message question = question(before, in, Optional.empty());
    Session next = before.at(question.seq());
    return new Answered(in, told, question, List.of(), next, Thought.silent(next), false);
  }

  /** To a question that was stored before. */
  static Answered late(
      Inbound in, Told told, Message question, Session before, Thought thought, Instant now) {
    List<Message> answers = thought.numbered(before.lastSeq(), now);
    Session next = thought.next().at(before.lastSeq() + answers.size());
    return new Answered(in, told, question, answers, next, thought, true);
  }

  private static Message question(Session session, Inbound in, Optional<Understood> understood) {
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

  /** What is to be stored. */
  Entry entry() {
    return entry(SessionCodec.encode(next), false);
  }

  /** The same where a later step of the commit has the session. */
  Entry step() {
    return entry("", false);
  }

  /** The question alone, whose answer follows in an entry of its own. */
  Entry pending() {
    return entry(SessionCodec.encode(next), true);
  }

  private Entry entry(String state, boolean pending) {
    List<Message> all = new ArrayList<>(answers.size() + 1);
    if (!asked) {
      all.add(question);
    }
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
        pending,
        asked ? question.seq() : 0,
        in.correlationId());
  }

  Outcome.Accepted outcome(Optional<Place> place) {
    return outcome(place, false);
  }

  /** Until the answer is there. */
  Outcome.Accepted outcomeSoFar() {
    return outcome(Optional.empty(), true);
  }

  private Outcome.Accepted outcome(Optional<Place> place, boolean pending) {
    return new Outcome.Accepted(
        next.id(),
        question.messageId(),
        question.seq(),
        false,
        pending,
        next.handledBy(),
        thought.degraded(),
        thought.understood(),
        answers,
        place);
  }
}
