package io.levee.dialogue;

import io.levee.conversation.Effect;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Handover;
import io.levee.conversation.Kind;
import io.levee.conversation.Language;
import io.levee.conversation.Place;
import io.levee.conversation.Session;
import io.levee.conversation.Talk;
import io.levee.conversation.Wording;
import io.levee.handoff.HumanQueue;
import io.levee.knowledge.Action;
import io.levee.knowledge.Answer;
import io.levee.knowledge.Entry;
import io.levee.knowledge.Knowledge;
import io.levee.knowledge.Mood;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts into words where a message leads. */
final class Bot {
  private final Heard heard;
  private final Facts facts;
  private final Knowledge knowledge;
  private final Menu menu;

  Bot(Heard heard, Facts facts, Knowledge knowledge) {
    this.heard = heard;
    this.facts = facts;
    this.knowledge = knowledge;
    this.menu = new Menu(heard, knowledge);
  }

  Decision follow(Course course) {
    return switch (course) {
      case Course.Tell(Entry entry, Answer answer) -> tell(entry, answer);
      case Course.Several several -> several(several);
      case Course.Clarify(List<Entry> candidates) -> clarify(candidates);
      case Course.Miss() -> miss();
      case Course.Nothing() -> nothing();
      case Course.Later() -> later();
      case Course.Person person -> person(person);
      case Course.Ticket(String skill) -> ticket(skill);
      case Course.ReadLater() -> readLater();
      case Course.Leave(Entry entry) -> leave(entry);
      case Course.Close(Entry entry) -> close(entry);
      case Course.Work work -> new SelfService(heard, facts, knowledge, menu, this).go(work);
    };
  }

  private Decision tell(Entry entry, Answer answer) {
    List<String> options = menu.capped(answer.options());
    String text = kindly(answer);
    return answer(
        heard.handledBy(HandledBy.QUEUE)
            ? text + '\n' + Wording.of(language(), "queue.reminder")
            : text,
        options,
        heard.talk().answered(entry.id(), options));
  }

  /** A message for each answer; what is offered with any of them stands under the last. */
  private Decision several(Course.Several several) {
    List<Reply> replies = new ArrayList<>();
    Set<String> options = new LinkedHashSet<>();
    Talk talk = heard.talk();
    for (Course.Tell tell : several.first()) {
      Answer answer = tell.answer();
      String text = replies.isEmpty() ? kindly(answer) : answer.text();
      replies.add(Reply.bot(text, List.of()).to(tell.entry().id()));
      options.addAll(answer.options());
      talk = talk.answered(tell.entry().id(), List.of());
    }
    Heard then = heard.with(talk);
    Course last =
        several.last() instanceof Course.Tell(Entry entry, Answer answer)
            ? new Course.Tell(entry, answer.offering(options))
            : several.last();
    // Whoever is handed over keeps their temper, which has a say in their place.
    boolean stays = !(last instanceof Course.Person);
    Decision decision = new Bot(stays ? then.soothed() : then, facts, knowledge).follow(last);
    decision.replies().forEach(reply -> replies.add(reply.to(question(last))));
    return decision.saying(replies);
  }

  private static String question(Course last) {
    return switch (last) {
      case Course.Tell tell -> tell.entry().id();
      case Course.Work work -> question(work.otherwise());
      default -> "";
    };
  }

  /** Words not written for an upset shopper begin with an apology. */
  String kindly(Answer answer) {
    return heard.mood() == Mood.UPSET && !answer.kinder()
        ? Wording.of(language(), "answer.sorry", answer.text())
        : answer.text();
  }

  private Decision clarify(List<Entry> candidates) {
    List<String> options = menu.withPerson(candidates);
    boolean also = !heard.understood().parts().isEmpty();
    String text =
        candidates.size() == 1
            ? Wording.of(language(), "ask.one")
            : Wording.of(language(), also ? "ask.also" : "ask.which");
    return new Decision.Ask(
        List.of(Reply.bot(text, options)), heard.session().with(offering(options)));
  }

  private Decision miss() {
    return switch (heard.session().handledBy()) {
      case QUEUE -> answer(Wording.of(language(), "miss.queued"), List.of());
      case TICKET ->
          answer(
              Wording.of(language(), "miss.ticket", heard.session().handover().ticket()),
              menu.withPerson(List.of()));
      case BOT, HUMAN -> {
        List<String> options = menu.withPerson(menu.topics());
        yield answer(Wording.of(language(), "miss.bot"), options, heard.talk().missed(options));
      }
    };
  }

  private Decision nothing() {
    boolean image = !heard.inbound().attachments().isEmpty();
    if (heard.handledBy(HandledBy.QUEUE)) {
      return answer(Wording.of(language(), "miss.queued"), List.of());
    }
    String text =
        image ? Wording.of(language(), "nothing.image") : Wording.of(language(), "nothing.text");
    return answer(text, menu.withPerson(menu.topics()));
  }

  /** What is offered is known by heart, and will be answered. */
  private Decision later() {
    return answer(Wording.of(language(), "busy.limited"), menu.withPerson(menu.topics()));
  }

  private Decision person(Course.Person person) {
    if (heard.handledBy(HandledBy.QUEUE)) {
      return stillWaiting();
    }
    Transfer transfer = new Transfer(heard, facts, menu, knowledge.zone());
    return switch (person.why()) {
      case REQUESTED ->
          transfer.toPerson(
              person.why(),
              person.skill(),
              List.of(),
              person.first().map(t -> t.answer().text() + '\n').orElse(""));
      case REJECTED ->
          transfer.toPerson(
              person.why(),
              person.skill(),
              List.of(),
              Wording.of(language(), "handoff.rejected") + '\n');
      case ANGRY ->
          transfer.toPerson(
              person.why(),
              person.skill(),
              person.first().stream().map(t -> Reply.bot(t.answer().text(), List.of())).toList(),
              Wording.of(language(), "handoff.angry") + '\n');
    };
  }

  private Decision stillWaiting() {
    String text;
    if (facts.place().isEmpty()) {
      text = Wording.of(language(), "queue.registered");
    } else {
      Place place = facts.place().get();
      String position = Integer.toString(place.position());
      text =
          facts.queue().map(HumanQueue.State::agents).orElse(1) == 0
              ? Wording.of(language(), "queue.absent", position)
              : Wording.of(
                  language(),
                  "queue.place",
                  position,
                  Waits.words(language(), place.waitSeconds()));
    }
    return answer(text, menu.to(Action.LEAVE));
  }

  private Decision ticket(String skill) {
    return heard.handledBy(HandledBy.TICKET)
        ? answer(
            Wording.of(language(), "ticket.still", heard.session().handover().ticket()), List.of())
        : new Transfer(heard, facts, menu, knowledge.zone()).toTicket(skill);
  }

  private Decision readLater() {
    Session session = heard.session();
    return new Decision.Answer(
        List.of(Reply.bot(Wording.of(language(), "queue.later"), menu.to(Action.LEAVE))),
        session
            .with(offering(menu.to(Action.LEAVE)))
            .with(HandledBy.QUEUE, session.handover().readLater()),
        List.of());
  }

  private Decision leave(Entry entry) {
    if (!heard.handledBy(HandledBy.QUEUE)) {
      return answer(said(entry).orElse(Wording.of(language(), "queue.none")), List.of());
    }
    // Whoever takes the wish back is not to be queued again for having been upset before.
    Handover handover = heard.session().handover();
    boolean ticket = !handover.ticket().isEmpty();
    Session next =
        heard
            .session()
            .with(heard.talk().calm())
            .with(
                ticket ? HandledBy.TICKET : HandledBy.BOT,
                ticket ? handover.ticket(handover.ticket()) : Handover.NONE);
    return new Decision.Answer(
        List.of(Reply.bot(Wording.of(language(), "queue.left"), List.of())),
        next,
        List.of(new Effect.Leave()));
  }

  private Decision close(Entry entry) {
    boolean queued = heard.handledBy(HandledBy.QUEUE);
    Session session = heard.session().with(offering(List.of()));
    return new Decision.Close(
        List.of(
            Reply.bot(said(entry).orElse(Wording.of(language(), "close.bye")), List.of()),
            Reply.system(Kind.CLOSED, Wording.of(language(), "system.closed"))),
        (queued ? session.with(HandledBy.BOT, Handover.NONE) : session).close(),
        queued ? List.of(new Effect.Leave()) : List.of());
  }

  private Optional<String> said(Entry entry) {
    return knowledge
        .answer(entry.id(), language(), heard.mood(), heard.circumstances())
        .map(Answer::text);
  }

  private Decision answer(String text, List<String> options) {
    return answer(text, options, offering(options));
  }

  private Decision answer(String text, List<String> options, Talk talk) {
    return new Decision.Answer(
        List.of(Reply.bot(text, options)), heard.session().with(talk), List.of());
  }

  /** Neither an answer nor a miss. */
  private Talk offering(List<String> options) {
    return heard.talk().offering(options);
  }

  private Language language() {
    return heard.language();
  }
}
