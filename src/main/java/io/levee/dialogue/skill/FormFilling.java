package io.levee.dialogue.skill;

import io.levee.conversation.Form;
import io.levee.dialogue.skill.Lookup.Gap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One step through a form: reads what was said, then asks for what is missing, has it confirmed, or
 * ends. Whatever is said may correct any slot; what depended on it is asked again.
 */
final class FormFilling {
  /** What {@link Form#asking} says besides names of slots. */
  static final String CONFIRM = "confirm";

  static final String CHANGE = "change";

  private static final String AGAIN = "again";

  private final Skill skill;
  private final Form form;
  private final View view;

  FormFilling(Skill skill, Form form, View view) {
    this.skill = skill;
    this.form = form;
    this.view = view;
  }

  Move take(String text, boolean freely) {
    if (!begins() && (Said.cancel(text) || Said.same(text, view.say("form.cancel")))) {
      return new Move.Cancel();
    }
    if (form.asking().equals(CONFIRM)) {
      boolean yes = form.asked() && Said.yes(text);
      if (yes || Said.same(text, view.say("form.confirm"))) {
        return goOn(form, true);
      }
      if (form.asked() && Said.no(text)) {
        return new Move.Cancel();
      }
      if (Said.change(text) || Said.same(text, view.say("form.change"))) {
        return change();
      }
    }
    Optional<Form> told =
        form.asking().equals(CHANGE) ? toChange(text).or(() -> read(text)) : read(text);
    if (told.isEmpty() && freely) {
      told = guess(text);
    }
    if (told.isEmpty() && Said.otherOrder(text)) {
      told = Optional.of(form.without(fallsWith(skill.slots().getFirst())));
    }
    boolean bareYes = form.asking().equals(CONFIRM) && Said.yes(text);
    if (told.isEmpty() && (begins() || bareYes || Said.same(text, view.say("form.again")))) {
      told = Optional.of(form);
    }
    return told.map(now -> goOn(now, false)).orElseGet(Move.Deaf::new);
  }

  private boolean begins() {
    return form.asking().isEmpty();
  }

  private Move change() {
    List<String> titles =
        skill.slots().stream()
            .filter(slot -> form.filled().containsKey(slot.name()))
            .map(slot -> slot.title(view))
            .toList();
    return new Move.Ask(form.asking(CHANGE, withCancel(titles)), view.say("form.what"));
  }

  private Optional<Form> toChange(String text) {
    return skill.slots().stream()
        .filter(slot -> Said.same(text, slot.title(view)))
        .findFirst()
        .map(slot -> form.without(fallsWith(slot)).asking(slot.name(), List.of()));
  }

  /** What was asked for goes first; then whatever else the text plainly gives. */
  private Optional<Form> read(String text) {
    List<Slot> inTurn = new ArrayList<>(skill.slots());
    inTurn.sort((a, b) -> Boolean.compare(asked(b), asked(a)));
    // At the beginning only numbers are plain: the rest of the text said what is wanted.
    return (form.asking().isEmpty() ? inTurn.subList(0, 1) : inTurn)
        .stream()
            .filter(slot -> asked(slot) || (slot.heardUnasked() && slot.wanted(view)))
            .flatMap(slot -> slot.read(text, view).map(value -> told(slot, value)).stream())
            .findFirst();
  }

  private Optional<Form> guess(String text) {
    return skill.slots().stream()
        .filter(this::asked)
        .flatMap(slot -> slot.guess(text, view).map(value -> told(slot, value)).stream())
        .findFirst();
  }

  private boolean asked(Slot slot) {
    return slot.name().equals(form.asking());
  }

  private Form told(Slot slot, String value) {
    boolean same = value.equals(form.filled().get(slot.name()));
    return (same ? form : form.without(fallsWith(slot))).with(slot.name(), value);
  }

  private static Set<String> fallsWith(Slot slot) {
    Set<String> fall = new HashSet<>(slot.clears());
    fall.add(slot.name());
    return fall;
  }

  private Move goOn(Form told, boolean confirmed) {
    Optional<Gap> gap = Skills.gap(view.shop());
    if (gap.isPresent()) {
      return new Move.Stuck(waiting(told.missed()), gap.get());
    }
    Form now = told;
    for (Slot slot : skill.slots()) {
      View seen = view.with(now.filled());
      Optional<String> value = seen.value(slot.name());
      Optional<String> fault = value.flatMap(given -> slot.fault(given, seen));
      if (fault.isPresent()) {
        Form asked = now.without(fallsWith(slot));
        return ask(asked.missed(), slot, fault.get() + '\n');
      }
      Optional<Ending> end = skill.end(seen);
      if (end.isPresent()) {
        return assumed(slot)
            ? ask(now.without(fallsWith(slot)), slot, end.get().text() + '\n')
            : new Move.Finish(end.get());
      }
      if (value.isEmpty() && slot.wanted(seen)) {
        Optional<String> only = slot.only(seen);
        if (only.isEmpty()) {
          return ask(now.understood(), slot, "");
        }
        now = now.with(slot.name(), only.get());
      }
    }
    View seen = view.with(now.filled());
    Optional<String> summary = skill.summary(seen);
    if (summary.isPresent() && !confirmed) {
      List<String> options =
          List.of(view.say("form.confirm"), view.say("form.change"), view.say("form.cancel"));
      return new Move.Ask(now.understood().asking(CONFIRM, options), summary.get());
    }
    return new Move.Finish(skill.finish(seen));
  }

  /** Nobody named that order: it was only the one talked about last. */
  private boolean assumed(Slot slot) {
    return begins()
        && form.filled().containsKey(slot.name())
        && view.shop().recent().found().map(orders -> orders.size() > 1).orElse(false);
  }

  /** The same answer is asked for again, once the shop can be reached. */
  private Form waiting(Form told) {
    List<String> options = new ArrayList<>(List.of(view.say("form.again")));
    form.offered().stream().filter(o -> !options.contains(o)).forEach(options::add);
    return told.asking(told.asking().isEmpty() ? AGAIN : told.asking(), options);
  }

  private Move ask(Form now, Slot slot, String lead) {
    View seen = view.with(now.filled());
    return new Move.Ask(
        now.asking(slot.name(), withCancel(slot.options(seen))), lead + slot.question(seen));
  }

  private List<String> withCancel(List<String> options) {
    if (skill.slots().size() == 1) {
      return options;
    }
    List<String> all =
        new ArrayList<>(options.subList(0, Math.min(options.size(), view.most() - 1)));
    all.add(view.say("form.cancel"));
    return all;
  }
}
