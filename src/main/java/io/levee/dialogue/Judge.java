package io.levee.dialogue;

import io.levee.conversation.HandledBy;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Stage;
import io.levee.conversation.Understood.Verdict;
import io.levee.knowledge.Action;
import io.levee.knowledge.Answer;
import io.levee.knowledge.Entry;
import io.levee.knowledge.Knowledge;
import java.util.List;
import java.util.Optional;

/** Sees where a message leads. */
final class Judge {
  private final Heard heard;
  private final Knowledge knowledge;

  Judge(Heard heard, Knowledge knowledge) {
    this.heard = heard;
    this.knowledge = knowledge;
  }

  Course course() {
    if (heard.understood().stage() == Stage.NONE) {
      return new Course.Nothing();
    }
    // What the shopper asks for goes before what their temper asks for.
    return sure().or(this::anger).or(this::clarify).orElseGet(this::miss);
  }

  private Optional<Course> sure() {
    return heard
        .understood()
        .intent()
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
    };
  }

  private Optional<Course> tell(Entry entry) {
    return answer(entry)
        .map(answer -> new Course.Tell(entry, answer))
        .map(tell -> callsForAPerson() ? angry(Optional.of(tell)) : tell);
  }

  private Optional<Course> anger() {
    return callsForAPerson() ? Optional.of(angry(Optional.empty())) : Optional.empty();
  }

  private Course angry(Optional<Course.Tell> first) {
    return new Course.Person(Why.ANGRY, heard.config().defaultSkill(), first);
  }

  private boolean callsForAPerson() {
    return heard.angry() && !heard.handledBy(HandledBy.QUEUE);
  }

  private Optional<Course> clarify() {
    if (heard.understood().verdict() != Verdict.AMBIGUOUS) {
      return Optional.empty();
    }
    List<Entry> candidates =
        heard.understood().candidates().stream()
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
