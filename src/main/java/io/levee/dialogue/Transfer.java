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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the bot to the queue, or to a ticket, with the truth about the wait. */
final class Transfer {
  private final Heard heard;
  private final Facts facts;
  private final Menu menu;

  Transfer(Heard heard, Facts facts, Menu menu) {
    this.heard = heard;
    this.facts = facts;
    this.menu = menu;
  }

  /**
   * @param before replies that come first
   * @param lead how the words about the queue begin; may be empty
   */
  Decision toPerson(Why why, String skill, List<Reply> before, String lead) {
    boolean full = facts.queue().map(HumanQueue.State::full).orElse(false);
    return full ? full(why, skill, before, lead) : queued(why, skill, before, lead);
  }

  private Decision queued(Why why, String skill, List<Reply> before, String lead) {
    List<String> options =
        facts.queue().map(HumanQueue.State::agents).orElse(1) == 0
            ? menu.to(Action.TICKET, Action.LEAVE)
            : menu.to(Action.LEAVE);
    List<Reply> replies = new ArrayList<>(before);
    int priority = priority(why);
    replies.add(Reply.bot(lead + inLine(priority > 0), options));
    replies.add(Reply.system(Kind.QUEUED, Wording.of(heard.language(), "system.queued")));
    Handover waiting = new Handover(skill, why.word(), "", "", heard.session().handover().ticket());
    return new Decision.HandOff(
        replies,
        heard.session().with(calm(options)).with(HandledBy.QUEUE, waiting),
        List.of(new Effect.Enqueue(skill, priority, heard.circumstances().now())),
        skill,
        priority,
        why.word());
  }

  private Decision full(Why why, String skill, List<Reply> before, String lead) {
    Session session = heard.session();
    if (heard.handledBy(HandledBy.TICKET)) {
      List<Reply> replies = new ArrayList<>(before);
      String still = Wording.of(heard.language(), "ticket.still", session.handover().ticket());
      replies.add(Reply.bot(lead + still, List.of()));
      return new Decision.Answer(replies, session.with(calm(List.of())), List.of());
    }
    String text = lead + Wording.of(heard.language(), "ticket.full", facts.ticket());
    return ticket(why, skill, before, text);
  }

  /** A ticket because the shopper would rather not wait. */
  Decision toTicket(String skill) {
    Language language = heard.language();
    return ticket(
        Why.REQUESTED, skill, List.of(), Wording.of(language, "ticket.opened", facts.ticket()));
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
            .with(HandledBy.TICKET, Handover.waiting(skill, why.word()).ticket(facts.ticket())),
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
    String position = Integer.toString(queue.get().waiting() + 1);
    String wait = Waits.words(language, queue.get().waitSeconds());
    if (queue.get().agents() == 0) {
      return first
          ? Wording.of(language, "handoff.first.absent")
          : Wording.of(language, "handoff.absent", position);
    }
    return first
        ? Wording.of(language, "handoff.first", wait)
        : Wording.of(language, "handoff.queued", position, wait);
  }

  private int priority(Why why) {
    return (why == Why.ANGRY || heard.angry() ? heard.config().angryPriority() : 0)
        + (heard.vip() ? heard.config().vipPriority() : 0);
  }

  /** Being handed over starts the counting afresh. */
  private Talk calm(List<String> options) {
    return heard.talk().afresh(options);
  }
}
