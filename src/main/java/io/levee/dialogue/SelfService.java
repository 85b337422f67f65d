package io.levee.dialogue;

import io.levee.conversation.Form;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Language;
import io.levee.conversation.Talk;
import io.levee.conversation.Wording;
import io.levee.dialogue.skill.Ending;
import io.levee.dialogue.skill.Lookup.Gap;
import io.levee.dialogue.skill.Move;
import io.levee.dialogue.skill.Skills;
import io.levee.knowledge.Action;
import io.levee.knowledge.Entry;
import io.levee.knowledge.Knowledge;
import io.levee.knowledge.Mood;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the bot does by itself, within the talk: a form may wait while something else is said. */
final class SelfService {
  /** So sure must another meaning be to go before what an answer may well say. */
  private static final double SURE = 0.9;

  private final Heard heard;
  private final Facts facts;
  private final Knowledge knowledge;
  private final Menu menu;
  private final Bot bot;

  SelfService(Heard heard, Facts facts, Knowledge knowledge, Menu menu, Bot bot) {
    this.heard = heard;
    this.facts = facts;
    this.knowledge = knowledge;
    this.menu = menu;
    this.bot = bot;
  }

  /** Whether the decision may lead to a person, whose queue's state is wanted then. */
  static boolean mayNeedAPerson(Heard heard, Course.Work work) {
    return heard.angry() || lastTry(heard, work.form());
  }

  private static boolean lastTry(Heard heard, Form form) {
    return form.misses() + 1 >= heard.config().formTries();
  }

  Decision go(Course.Work work) {
    Move move = take(work.form(), heard.said(), freely(work));
    if (move instanceof Move.Deaf && work.again()) {
      move = take(work.form().missed(), say("form.again"), false);
    }
    return switch (move) {
      case Move.Ask(Form form, String text) -> ask(work, form, text);
      case Move.Finish(Ending ending) -> finish(work, ending);
      case Move.Cancel() -> cancel();
      case Move.Stuck(Form form, Gap gap) -> stuck(work, form, gap);
      case Move.Deaf() -> deaf(work);
    };
  }

  private Move take(Form form, String text, boolean freely) {
    return Skills.take(
        heard.product().map(sku -> form.with(Skills.PRODUCT, sku)).orElse(form),
        text,
        heard.order(),
        freely,
        facts.shop(),
        heard.language(),
        knowledge.zone(),
        heard.config().maxOptions() - 1);
  }

  /** An answer is read freely unless it surely means, or asks, something else. */
  private boolean freely(Course.Work work) {
    if (work.otherwise() instanceof Course.Several) {
      return false;
    }
    if (work.fresh() || !(work.otherwise() instanceof Course.Tell)) {
      return true;
    }
    boolean sure = heard.understood().intent().map(best -> best.confidence() >= SURE).orElse(true);
    return !sure && !Skills.asksSomething(heard.said());
  }

  private Decision ask(Course.Work work, Form form, String text) {
    if (form.misses() >= heard.config().formTries() && heard.handledBy(HandledBy.BOT)) {
      return toPerson(Why.REJECTED);
    }
    if (work.fresh() && angry()) {
      return toPerson(Why.ANGRY);
    }
    List<String> options = menu.andPerson(form.offered());
    return new Decision.Ask(
        List.of(Reply.bot(kindly(text), options)),
        heard.session().with(asking(work, form, options)));
  }

  private Decision finish(Course.Work work, Ending ending) {
    List<String> options = new ArrayList<>();
    if (ending.returnable()) {
      options.addAll(menu.to(Action.RETURN));
    }
    options.addAll(ending.options());
    Talk talk = begun(work).left().about(ending.order());
    Decision.Answer answer = answer(talk, kindly(ending.text()), options, ending);
    return angry() && ending.effects().isEmpty()
        ? new Transfer(heard, facts, menu, knowledge.zone())
            .toPerson(
                Why.ANGRY,
                heard.config().defaultSkill(),
                List.of(Reply.bot(ending.text(), List.of())),
                say("handoff.angry") + '\n')
        : answer;
  }

  private Decision.Answer answer(Talk talk, String text, List<String> own, Ending ending) {
    Optional<Form> waiting = talk.form();
    List<String> options = menu.andPerson(waiting.map(Form::offered).orElse(own));
    return new Decision.Answer(
        List.of(Reply.bot(text + waiting.map(this::reminder).orElse("") + queued(), options)),
        heard.session().with(talk.afresh(options)),
        ending.effects());
  }

  private Decision cancel() {
    Talk talk = heard.talk().left();
    Optional<Form> waiting = talk.form();
    List<String> options =
        waiting
            .map(form -> menu.andPerson(form.offered()))
            .orElseGet(() -> menu.withPerson(menu.topics()));
    String text = say("form.cancelled") + waiting.map(this::reminder).orElse("");
    return new Decision.Answer(
        List.of(Reply.bot(text, options)), heard.session().with(talk.afresh(options)), List.of());
  }

  private Decision stuck(Course.Work work, Form form, Gap gap) {
    return switch (gap) {
      case UNSUPPORTED -> withoutShop(work);
      case SIGN_IN -> {
        if (angry()) {
          yield toPerson(Why.ANGRY);
        }
        List<String> options = menu.andPerson(List.of());
        yield new Decision.Answer(
            List.of(Reply.bot(kindly(say("shop.sign-in")), options)),
            heard.session().with(begun(work).left().afresh(options)),
            List.of());
      }
      case SILENT, NO_SUCH_ORDER, UNASKED -> {
        if (angry() || form.misses() >= heard.config().formTries()) {
          yield toPerson(angry() ? Why.ANGRY : Why.REJECTED);
        }
        // The form waits where it is: the same answer is asked for again.
        List<String> options = menu.andPerson(List.of(say("form.again")));
        yield new Decision.Ask(
            List.of(Reply.bot(kindly(say("shop.silent")), options)),
            heard.session().with(asking(work, form, options)));
      }
    };
  }

  /** The message is not for the form: the talk goes elsewhere, and comes back. */
  private Decision deaf(Course.Work work) {
    return switch (work.otherwise()) {
      case Course.Tell(Entry entry, var answer) -> {
        List<String> options = menu.andPerson(work.form().offered());
        yield new Decision.Answer(
            List.of(Reply.bot(bot.kindly(answer) + reminder(work.form()) + queued(), options)),
            heard.session().with(heard.talk().answered(entry.id(), options)),
            List.of());
      }
      case Course.Clarify(List<Entry> candidates) ->
          bot.follow(work.otherwise()) instanceof Decision.Ask ask
              ? reminding(ask, work.form())
              : unclear(work);
      case Course.Leave leave -> cancel();
      case Course.Miss miss -> unclear(work);
      case Course.Nothing nothing when heard.inbound().attachments().isEmpty() -> unclear(work);
      case Course elsewhere -> bot.follow(elsewhere);
    };
  }

  private Decision reminding(Decision.Ask ask, Form form) {
    Reply reply = ask.replies().getFirst();
    return new Decision.Ask(
        List.of(Reply.bot(reply.text() + reminder(form), reply.options())), ask.next());
  }

  private Decision unclear(Course.Work work) {
    if (lastTry(heard, work.form()) && heard.handledBy(HandledBy.BOT)) {
      return toPerson(Why.REJECTED);
    }
    return ask(work, work.form().missed(), say("form.unclear"));
  }

  /** The shop cannot be asked: the form is left, and the knowledge answers. */
  private Decision withoutShop(Course.Work work) {
    Heard free = heard.with(heard.talk().free());
    Course course =
        work.otherwise() instanceof Course.Miss
            ? said(action(work.form())).orElse(work.otherwise())
            : work.otherwise();
    return new Bot(free, facts, knowledge).follow(course);
  }

  private Optional<Course> said(Action action) {
    return knowledge.acting(action).stream()
        .flatMap(
            entry ->
                knowledge
                    .answer(entry.id(), language(), heard.mood(), heard.circumstances())
                    .<Course>map(answer -> new Course.Tell(entry, answer))
                    .stream())
        .findFirst();
  }

  private boolean angry() {
    return heard.angry() && heard.handledBy(HandledBy.BOT);
  }

  private Decision toPerson(Why why) {
    return bot.follow(new Course.Person(why, heard.config().defaultSkill(), Optional.empty()));
  }

  private Talk asking(Course.Work work, Form form, List<String> options) {
    Talk talk = work.fresh() ? begun(work) : heard.talk();
    return talk.offering(options).come(form);
  }

  /** The talk with the form that the message belongs to on top. */
  private Talk begun(Course.Work work) {
    if (!work.fresh()) {
      return heard.talk();
    }
    Talk talk = heard.talk().begun(work.form());
    Optional<String> asked =
        work.otherwise() instanceof Course.Tell(Entry entry, var answer)
            ? Optional.of(entry.id())
            : knowledge.acting(action(work.form())).stream().map(Entry::id).findFirst();
    return asked.map(id -> talk.answered(id, List.of())).orElse(talk);
  }

  private String reminder(Form form) {
    return '\n' + say("form.reminder", menu.to(action(form)).stream().findFirst().orElse(""));
  }

  private static Action action(Form form) {
    return form.skill().equals(Skills.RETURN) ? Action.RETURN : Action.TRACK;
  }

  private String queued() {
    return heard.handledBy(HandledBy.QUEUE) ? '\n' + say("queue.reminder") : "";
  }

  private String kindly(String text) {
    return heard.mood() == Mood.UPSET ? say("answer.sorry", text) : text;
  }

  private String say(String key, Object... arguments) {
    return Wording.of(language(), key, arguments);
  }

  private Language language() {
    return heard.language();
  }
}
