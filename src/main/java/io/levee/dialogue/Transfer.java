package io.levee.dialogue;

import io.levee.conversation.Effect;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Handover;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Session;
import io.levee.conversation.Talk;
import io.levee.conversation.Wording;
import io.levee.handoff.HumanQueue;
import io.levee.knowledge.Action;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the bot to the queue, or to a ticket, with the truth about the wait. */
final class Transfer {
  private final Heard heard;
  private final Facts facts;
  private final Menu menu;

  private final ZoneId zone;

  /**
   * @param zone the shop's
   */
  Transfer(Heard heard, Facts facts, Menu menu, ZoneId zone) {
    this.heard = heard;
    this.facts = facts;
    this.menu = menu;
    this.zone = zone;
  }

  /**
   * @param before replies that come first
   * @param lead how the words about the queue begin; may be empty
   */
  Decision toPerson(Why why, String skill, List<Reply> before, String lead) {
    boolean full = facts.queue().map(HumanQueue.State::full).orElse(false);
    return full || opens().isPresent()
        ? noRoom(why, skill, before, lead)
        : queued(why, skill, before, lead);
  }

  private Decision queued(Why why, String skill, List<Reply> before, String lead) {
    List<String> options = waitsLong() ? instead() : menu.to(Action.LEAVE);
    List<Reply> replies = new ArrayList<>(before);
    int priority = priority(why);
    replies.add(Reply.bot(lead + inLine(priority > 0), options));
    replies.add(Reply.system(Kind.QUEUED, Wording.of(heard.language(), "system.queued")));
    Handover waiting =
        new Handover(
            skill, why.word(), "", "", heard.session().handover().ticket(), heard.grade(), false);
    return new Decision.HandOff(
        replies,
        heard.session().with(calm(options)).with(HandledBy.QUEUE, waiting),
        List.of(new Effect.Enqueue(skill, priority, heard.circumstances().now(), heard.grade())),
        skill,
        priority,
        why.word());
  }

  /** Nobody is here, or it takes too long to be left to waiting. */
  private boolean waitsLong() {
    return facts
        .queue()
        .map(q -> q.agents() == 0 || q.waitSeconds() >= heard.config().longWait().toSeconds())
        .orElse(false);
  }

  /** In this order: the assistant, the answer later in the same place, a ticket. */
  private List<String> instead() {
    List<String> options = new ArrayList<>(menu.to(Action.LEAVE));
    options.add(Wording.of(heard.language(), "option.later"));
    options.addAll(menu.to(Action.TICKET));
    return options;
  }

  private Optional<ZonedDateTime> opens() {
    return facts.queue().flatMap(HumanQueue.State::opens).map(at -> at.atZone(zone));
  }

  /** The queue is full, or nobody works now. */
  private Decision noRoom(Why why, String skill, List<Reply> before, String lead) {
    Session session = heard.session();
    Optional<String> opens = opens().map(at -> Moments.words(heard.language(), at));
    if (heard.handledBy(HandledBy.TICKET)) {
      String number = session.handover().ticket();
      List<Reply> replies = new ArrayList<>(before);
      String still =
          opens
              .map(at -> Wording.of(heard.language(), "ticket.still.closed", number, at))
              .orElseGet(() -> Wording.of(heard.language(), "ticket.still", number));
      replies.add(Reply.bot(lead + still, List.of()));
      return new Decision.Answer(replies, session.with(calm(List.of())), List.of());
    }
    String wait =
        Waits.words(heard.language(), facts.queue().map(HumanQueue.State::waitSeconds).orElse(0));
    String text =
        opens
            .map(at -> Wording.of(heard.language(), "ticket.closed", facts.ticket(), at, promise()))
            .orElseGet(
                () -> Wording.of(heard.language(), "ticket.full", facts.ticket(), wait, promise()));
    return ticket(why, skill, before, lead + text);
  }

  /** By when somebody gets back, in words. */
  private String promise() {
    ZonedDateTime from = opens().orElse(heard.circumstances().now().atZone(zone));
    return Moments.words(heard.language(), from.plus(heard.config().ticketWithin()));
  }

  /** A ticket because the shopper would rather not wait. */
  Decision toTicket(String skill) {
    Language language = heard.language();
    return ticket(
        Why.REQUESTED,
        skill,
        List.of(),
        Wording.of(language, "ticket.opened", facts.ticket(), promise()));
  }

  private Decision ticket(Why why, String skill, List<Reply> before, String text) {
    List<Reply> replies = new ArrayList<>(before);
    replies.add(Reply.bot(text, List.of()));
    replies.add(
        Reply.system(Kind.TICKET, Wording.of(heard.language(), "system.ticket", facts.ticket())));
    return new Decision.HandOff(
        replies,
        heard
            .session()
            .with(calm(List.of()))
            .with(
                HandledBy.TICKET,
                Handover.waiting(skill, why.word()).ticket(facts.ticket()).of(heard.grade())),
        heard.handledBy(HandledBy.QUEUE) ? List.of(new Effect.Leave()) : List.of(),
        skill,
        priority(why),
        why.word());
  }

  /** Whoever goes first is not told the place of whoever comes last. */
  private String inLine(boolean first) {
    Language language = heard.language();
    Optional<HumanQueue.State> queue = facts.queue();
    if (queue.isEmpty()) {
      return Wording.of(language, "handoff.registered");
    }
    String position = Integer.toString(queue.get().ahead() + 1);
    String wait = Waits.words(language, queue.get().waitSeconds());
    if (queue.get().agents() == 0) {
      return first
          ? Wording.of(language, "handoff.first.absent")
          : Wording.of(language, "handoff.absent", position);
    }
    if (waitsLong()) {
      return Wording.of(language, "handoff.long", wait);
    }
    return first
        ? Wording.of(language, "handoff.first", wait)
        : Wording.of(language, "handoff.queued", position, wait);
  }

  private int priority(Why why) {
    int angry = why == Why.ANGRY && !heard.angry() ? heard.config().angryPriority() : 0;
    return angry + heard.priority();
  }

  /** Being handed over starts the counting afresh. */
  private Talk calm(List<String> options) {
    return heard.talk().afresh(options);
  }
}
