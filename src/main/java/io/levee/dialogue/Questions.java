package io.levee.dialogue;

import io.levee.conversation.Understood.Part;
import io.levee.conversation.Understood.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several questions in one message: each is answered in its turn; what needs the shopper's word, or
 * a person, comes last.
 */
final class Questions {
  /** Of a question that is not clear, so many meanings are offered. */
  private static final int MEANINGS = 2;

  private final Heard heard;
  private final Judge judge;
  private final List<Course.Tell> told = new ArrayList<>();
  private final List<Course> people = new ArrayList<>();
  private final List<Course> work = new ArrayList<>();

  Questions(Heard heard, Judge judge) {
    this.heard = heard;
    this.judge = judge;
  }

  /** Empty where all but one of them lead nowhere: then it is as good as one question. */
  Optional<Course> course(List<Part> parts) {
    parts.stream()
        .filter(part -> part.verdict() == Verdict.SURE)
        .flatMap(part -> judge.sure(Optional.of(part.candidates().getFirst())).stream())
        .forEach(this::sort);
    if (told.size() + people.size() + work.size() > heard.config().mostQuestions()) {
      // Who asks so much at once is better served by a person.
      return Optional.of(
          new Course.Person(Why.REJECTED, heard.config().defaultSkill(), Optional.empty()));
    }
    Optional<Course> last = people.stream().findFirst().or(this::anger).or(() -> doing(parts));
    if (last.isPresent()) {
      return told.isEmpty() ? last : Optional.of(new Course.Several(told, last.get()));
    }
    return told.size() < 2
        ? Optional.empty()
        : Optional.of(new Course.Several(told.subList(0, told.size() - 1), told.getLast()));
  }

  private void sort(Course course) {
    switch (course) {
      case Course.Tell tell -> told.add(tell);
      case Course.Person angry when angry.why() == Why.ANGRY -> angry.first().ifPresent(told::add);
      case Course.Work one when work.isEmpty() -> work.add(one);
      case Course.Work other -> {
        if (other.otherwise() instanceof Course.Tell tell) {
          told.add(tell);
        }
      }
      case Course.Close goodbye -> {}
      default -> people.add(course);
    }
  }

  private Optional<Course> anger() {
    return judge.callsForAPerson() ? Optional.of(judge.angry(Optional.empty())) : Optional.empty();
  }

  private Optional<Course> doing(List<Part> parts) {
    return work.stream()
        .findFirst()
        .or(
            () ->
                judge.clarify(
                    parts.stream()
                        .filter(part -> part.verdict() == Verdict.AMBIGUOUS)
                        .flatMap(part -> part.candidates().stream().limit(MEANINGS))));
  }
}
