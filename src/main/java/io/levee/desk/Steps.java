package io.levee.desk;

import io.levee.conversation.Grade;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Handover;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Message;
import io.levee.conversation.Sender;
import io.levee.conversation.Session;
import io.levee.conversation.Standing;
import io.levee.conversation.Wording;
import io.levee.desk.Conversations.Step;
import io.levee.handoff.HumanQueue;
import io.levee.handoff.HumanQueue.Assignment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the desk does to a conversation: pure, empty where the conversation is not in a state. */
final class Steps {
  /** How {@link Handover#why} begins after a transfer; the note for the next agent may follow. */
  static final String TRANSFERRED = "transferred";

  private Steps() {}

  /** Whether that agent has it. */
  static boolean has(Session session, String user) {
    return !session.closed()
        && session.handledBy() == HandledBy.HUMAN
        && session.handover().agent().equals(user);
  }

  /** An agent takes one who waits. */
  static Optional<Step> join(Session session, Assignment to, String name, Instant now) {
    if (session.closed() || session.handledBy() != HandledBy.QUEUE) {
      return Optional.empty();
    }
    Session next = session.with(HandledBy.HUMAN, session.handover().takenBy(to.agent(), name));
    Standing standing =
        new Standing(
            session.id(),
            session.customer(),
            to.skill(),
            to.priority(),
            to.since(),
            to.agent(),
            to.grade());
    Message joined = told(session, 1, Kind.JOINED, "system.joined", now, name);
    return Optional.of(step(List.of(joined), next, Optional.of(standing), false));
  }

  static Optional<Step> say(
      Session session, String user, String name, String messageId, String text, Instant now) {
    if (!has(session, user)) {
      return Optional.empty();
    }
    Message said =
        new Message(
            session.id(),
            session.lastSeq() + 1,
            Sender.AGENT,
            Kind.TEXT,
            messageId,
            text,
            List.of(),
            List.of(),
            now,
            name,
            Optional.empty());
    return Optional.of(step(List.of(said), session, Optional.empty(), false));
  }

  static Optional<Step> close(Session session, String user, String name, Instant now) {
    if (!has(session, user)) {
      return Optional.empty();
    }
    Message closed = told(session, 1, Kind.CLOSED, "system.closed", now, name);
    return Optional.of(step(List.of(closed), session.close(), Optional.empty(), true));
  }

  /** Back to the bot. */
  static Optional<Step> giveBack(Session session, String user, String name, Instant now) {
    if (!has(session, user)) {
      return Optional.empty();
    }
    Message left = told(session, 1, Kind.LEFT, "system.returned", now, name);
    Session next = session.with(session.talk().free()).with(HandledBy.BOT, Handover.NONE);
    return Optional.of(step(List.of(left), next, Optional.empty(), true));
  }

  static Optional<Step> toSkill(
      Session session, String user, String name, String skill, String note, Instant now) {
    if (!has(session, user)) {
      return Optional.empty();
    }
    Message left = told(session, 1, Kind.LEFT, "system.transferred", now, name);
    Message queued = told(session, 2, Kind.QUEUED, "system.queued", now, "");
    Session next =
        session
            .with(session.talk().free())
            .with(
                HandledBy.QUEUE,
                Handover.waiting(skill, transferred(note)).of(session.handover().grade()));
    return Optional.of(
        step(List.of(left, queued), next, Optional.of(waits(session, skill, now)), false));
  }

  static Optional<Step> toAgent(
      Session session,
      String user,
      String name,
      String toUser,
      String toName,
      String note,
      Instant now) {
    if (!has(session, user)) {
      return Optional.empty();
    }
    String skill = session.handover().skill();
    Message left = told(session, 1, Kind.LEFT, "system.transferred", now, name);
    Message joined = told(session, 2, Kind.JOINED, "system.joined", now, toName);
    Grade grade = session.handover().grade();
    Handover taken = Handover.waiting(skill, transferred(note)).takenBy(toUser, toName);
    Standing standing =
        new Standing(session.id(), session.customer(), skill, HumanQueue.HEAD, now, toUser, grade);
    Session next = session.with(HandledBy.HUMAN, taken.of(grade));
    return Optional.of(step(List.of(left, joined), next, Optional.of(standing), false));
  }

  /** A supervisor takes it, from its agent or out of the queue. */
  static Optional<Step> takeOver(Session session, String user, String name, Instant now) {
    boolean waits = session.handledBy() == HandledBy.QUEUE;
    boolean another = session.handledBy() == HandledBy.HUMAN && !has(session, user);
    if (session.closed() || !(waits || another)) {
      return Optional.empty();
    }
    Handover before = session.handover();
    Handover taken =
        Handover.waiting(before.skill(), requeued(before)).takenBy(user, name).of(before.grade());
    Standing standing =
        new Standing(
            session.id(),
            session.customer(),
            before.skill(),
            HumanQueue.HEAD,
            now,
            user,
            before.grade());
    Message joined = told(session, waits ? 1 : 2, Kind.JOINED, "system.joined", now, name);
    List<Message> messages =
        waits
            ? List.of(joined)
            : List.of(
                told(session, 1, Kind.LEFT, "system.transferred", now, before.agentName()), joined);
    Session next = session.with(HandledBy.HUMAN, taken);
    return Optional.of(step(messages, next, Optional.of(standing), false));
  }

  /** The agent went away: to the head of the queue. */
  static Optional<Step> requeue(Session session, String user, Instant now) {
    if (!has(session, user)) {
      return Optional.empty();
    }
    Handover before = session.handover();
    Message queued = told(session, 1, Kind.QUEUED, "system.requeued", now, "");
    Session next =
        session
            .with(session.talk().free())
            .with(
                HandledBy.QUEUE,
                Handover.waiting(before.skill(), requeued(before)).of(before.grade()));
    return Optional.of(
        step(List.of(queued), next, Optional.of(waits(session, before.skill(), now)), false));
  }

  /** The shopper waits no more: their page is gone. The bot has it, should they come back. */
  static Optional<Step> vanished(Session session, Instant now) {
    if (session.closed() || session.handledBy() != HandledBy.QUEUE || session.handover().later()) {
      return Optional.empty();
    }
    String ticket = session.handover().ticket();
    Message left = told(session, 1, Kind.LEFT, "system.vanished", now, "");
    Session next =
        session
            .with(session.talk().calm())
            .with(
                ticket.isEmpty() ? HandledBy.BOT : HandledBy.TICKET,
                ticket.isEmpty() ? Handover.NONE : session.handover());
    return Optional.of(step(List.of(left), next, Optional.empty(), true));
  }

  /** Why it left an agent, seen from where it stands now. */
  static String ended(Session session) {
    if (session.closed()) {
      return "closed";
    }
    return switch (session.handledBy()) {
      case BOT, TICKET -> "returned";
      case QUEUE, HUMAN ->
          session.handover().why().startsWith(TRANSFERRED) ? TRANSFERRED : "reassigned";
    };
  }

  private static String transferred(String note) {
    return note.isBlank() ? TRANSFERRED : TRANSFERRED + ": " + note.strip();
  }

  /** An earlier transfer is history; what the note said still helps. */
  private static String requeued(Handover before) {
    return before.why().startsWith(TRANSFERRED) ? "re" + before.why() : before.why();
  }

  private static Standing waits(Session session, String skill, Instant now) {
    return new Standing(
        session.id(),
        session.customer(),
        skill,
        HumanQueue.HEAD,
        now,
        "",
        session.handover().grade());
  }

  private static Step step(
      List<Message> messages, Session next, Optional<Standing> standing, boolean settles) {
    return new Step(messages, next.at(messages.getLast().seq()), List.of(), standing, settles);
  }

  private static Message told(
      Session session, int after, Kind kind, String key, Instant now, String name) {
    Language language = session.talk().language();
    String text = name.isEmpty() ? Wording.of(language, key) : Wording.of(language, key, name);
    return Message.system(session.id(), session.lastSeq() + after, kind, text, now, name);
  }
}
