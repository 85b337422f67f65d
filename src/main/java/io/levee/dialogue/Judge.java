package io.levee.dialogue;

import io.levee.conversation.Form;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Part;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.levee.conversation.Wording;
import io.levee.dialogue.skill.Skills;
import io.levee.knowledge.Action;
import io.levee.knowledge.Answer;
import io.levee.knowledge.Entry;
import io.levee.knowledge.Knowledge;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sees where a message leads. */
final class Judge {
  /** So sure must the words be to go before an order number. */
  private static final double PLAIN = 0.6;

  private final Heard heard;
  private final Knowledge knowledge;

  Judge(Heard heard, Knowledge knowledge) {
    this.heard = heard;
    this.knowledge = knowledge;
  }

  Course course() {
    if (heard.handledBy(HandledBy.QUEUE)
        && heard.said().equals(Wording.of(heard.language(), "option.later"))) {
      return new Course.ReadLater();
    }
    return heard.talk().form().filter(Skills::know).map(this::within).orElseGet(this::usual);
  }

  private Course usual() {
    if (heard.understood().stage() == Stage.NONE) {
      return numbered()
          .orElseGet(
              () -> heard.understood().degraded() ? new Course.Later() : new Course.Nothing());
    }
    // What the shopper asks for goes before what their temper asks for.
    return several()
        .or(this::plainly)
        .or(this::numbered)
        .or(this::sure)
        .or(this::anger)
        .or(this::clarify)
        .orElseGet(this::miss);
  }

  /** With a form under way: it goes on, unless something else is plainly wanted first. */
  private Course within(Form form) {
    if (form.offered().contains(heard.said()) || Skills.answers(form, heard.said())) {
      return new Course.Work(form, false, false, new Course.Miss());
    }
    Course usual = usual();
    return switch (usual) {
      case Course.Person person when person.why() == Why.REQUESTED -> person;
      case Course.Ticket ticket -> ticket;
      case Course.Close close when plain() -> close;
      case Course.Leave leave when heard.handledBy(HandledBy.QUEUE) -> leave;
      case Course.Work other when asked(other) && !same(other, form) -> other;
      case Course.Work other when asked(other) && heard.order().isEmpty() ->
          new Course.Work(form, false, true, other.otherwise());
      default -> new Course.Work(form, false, false, usual);
    };
  }

  /** Asked for in words, and not by a bare number. */
  private static boolean asked(Course.Work work) {
    return work.otherwise() instanceof Course.Tell;
  }

  private static boolean same(Course.Work work, Form form) {
    return work.form().skill().equals(form.skill());
  }

  /** A number of an order says more than a guess at the words around it. */
  private Optional<Course> plainly() {
    return plain() && !offersToTrack() ? sure() : Optional.empty();
  }

  /** Who has named an order need not be offered to name one. */
  private boolean offersToTrack() {
    return heard.order().isPresent()
        && heard
            .understood()
            .intent()
            .flatMap(best -> knowledge.entry(best.intent()))
            .filter(entry -> entry.action().isEmpty())
            .flatMap(this::answer)
            .filter(answer -> answer.options().stream().anyMatch(this::tracks))
            .isPresent();
  }

  private boolean tracks(String option) {
    return knowledge.entries().stream()
        .anyMatch(
            entry ->
                entry.action().filter(action -> action == Action.TRACK).isPresent()
                    && entry.title(heard.language()).equals(option));
  }

  private boolean plain() {
    return heard.understood().intent().map(best -> best.confidence() >= PLAIN).orElse(false);
  }

  /** Whoever names an order and wants nothing else plainly asks how that order stands. */
  private Optional<Course> numbered() {
    return heard.order().isPresent()
        ? Optional.of(
            new Course.Work(Form.blank(Skills.TRACK), true, false, clarify().orElseGet(this::miss)))
        : Optional.empty();
  }

  private Optional<Course> several() {
    List<Part> parts = heard.understood().parts();
    return parts.isEmpty() ? Optional.empty() : new Questions(heard, this).course(parts);
  }

  private Optional<Course> sure() {
    return sure(heard.understood().intent());
  }

  /** Where that one meaning leads, if the shop knows it. */
  Optional<Course> sure(Optional<Candidate> intent) {
    return intent
        .flatMap(candidate -> knowledge.entry(candidate.intent()))
        .filter(this::holds)
        .flatMap(entry -> entry.action().map(a -> act(a, entry)).or(() -> tell(entry)));
  }

  private Course act(Action action, Entry entry) {
    return switch (action) {
      case HANDOFF ->
          new Course.Person(
              Why.REQUESTED, skill(entry), answer(entry).map(a -> new Course.Tell(entry, a)));
      case TICKET -> new Course.Ticket(skill(entry));
      case LEAVE -> new Course.Leave(entry);
      case CLOSE -> new Course.Close(entry);
      case TRACK -> work(Form.blank(Skills.TRACK), entry);
      case RETURN -> work(returning(), entry);
    };
  }

  private Course work(Form form, Entry entry) {
    return new Course.Work(form, true, false, tell(entry).orElseGet(this::miss));
  }

  /** Most likely the order that was just talked about. */
  private Form returning() {
    String last = heard.talk().order();
    Form blank = Form.blank(Skills.RETURN);
    return last.isEmpty() ? blank : blank.with("order", last);
  }

  private Optional<Course> tell(Entry entry) {
    return answer(entry)
        .map(answer -> new Course.Tell(entry, answer))
        .map(tell -> callsForAPerson() ? angry(Optional.of(tell)) : tell);
  }

  private Optional<Course> anger() {
    return callsForAPerson() ? Optional.of(angry(Optional.empty())) : Optional.empty();
  }

  Course angry(Optional<Course.Tell> first) {
    return new Course.Person(Why.ANGRY, heard.config().defaultSkill(), first);
  }

  boolean callsForAPerson() {
    return (heard.angry() || heard.crisis()) && !heard.handledBy(HandledBy.QUEUE);
  }

  private Optional<Course> clarify() {
    return heard.understood().verdict() == Verdict.AMBIGUOUS
        ? clarify(heard.understood().candidates().stream())
        : Optional.empty();
  }

  /** Asks which of those is meant, as far as they hold. */
  Optional<Course> clarify(Stream<Candidate> meanings) {
    List<Entry> candidates =
        meanings
            .map(Candidate::intent)
            .flatMap(id -> knowledge.entry(id).stream())
            .filter(this::holds)
            .filter(e -> e.action().isPresent() || answer(e).isPresent())
            .distinct()
            .limit(heard.config().maxCandidates())
            .toList();
    return candidates.isEmpty() ? Optional.empty() : Optional.of(new Course.Clarify(candidates));
  }

  private Course miss() {
    boolean enough = heard.talk().misses() + 1 >= heard.config().missesBeforeHandoff();
    return enough && heard.handledBy(HandledBy.BOT)
        ? new Course.Person(Why.REJECTED, heard.config().defaultSkill(), Optional.empty())
        : new Course.Miss();
  }

  private boolean holds(Entry entry) {
    return entry.when().holds(heard.circumstances());
  }

  private Optional<Answer> answer(Entry entry) {
    return knowledge.answer(entry.id(), heard.language(), heard.mood(), heard.circumstances());
  }

  private String skill(Entry entry) {
    return entry.skill().isEmpty() ? heard.config().defaultSkill() : entry.skill();
  }
}
