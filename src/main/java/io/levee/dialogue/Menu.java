package io.levee.dialogue;

import io.levee.conversation.HandledBy;
import io.levee.knowledge.Action;
import io.levee.knowledge.Entry;
import io.levee.knowledge.Knowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be offered: only what the shop's knowledge understands when it is chosen. */
final class Menu {
  private final Heard heard;
  private final Knowledge knowledge;

  Menu(Heard heard, Knowledge knowledge) {
    this.heard = heard;
    this.knowledge = knowledge;
  }

  /** Those entries, and a person unless one is waited for. */
  List<String> withPerson(List<Entry> entries) {
    return andPerson(entries.stream().map(e -> e.title(heard.language())).toList());
  }

  /** Those options, and a person unless one is waited for. */
  List<String> andPerson(List<String> options) {
    Optional<String> person =
        heard.handledBy(HandledBy.QUEUE) ? Optional.empty() : title(Action.HANDOFF);
    int most = heard.config().maxOptions();
    List<String> menu =
        new ArrayList<>(
            options.stream()
                .filter(t -> !person.equals(Optional.of(t)))
                .distinct()
                .limit(person.isPresent() ? most - 1L : most)
                .toList());
    person.ifPresent(menu::add);
    return menu;
  }

  /** What is asked most, as far as it holds. */
  List<Entry> topics() {
    return holding(knowledge.featured()).toList();
  }

  /** The titles of what does that. */
  List<String> to(Action... actions) {
    return Stream.of(actions).flatMap(a -> title(a).stream()).toList();
  }

  List<String> capped(List<String> options) {
    int most = heard.config().maxOptions();
    return options.size() <= most ? options : List.copyOf(options.subList(0, most));
  }

  private Optional<String> title(Action action) {
    return holding(knowledge.acting(action)).findFirst().map(e -> e.title(heard.language()));
  }

  private Stream<Entry> holding(List<Entry> entries) {
    return entries.stream().filter(e -> e.when().holds(heard.circumstances()));
  }
}
