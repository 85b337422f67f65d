package io.levee.dialogue;

import io.levee.conversation.Grade;
import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Language;
import io.levee.conversation.Named;
import io.levee.conversation.Session;
import io.levee.conversation.Talk;
import io.levee.conversation.Understood;
import io.levee.dialogue.skill.OrderNumber;
import io.levee.knowledge.Circumstances;
import io.levee.knowledge.Mood;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message as the bot takes it.
 *
 * @param session as it was before
 * @param said what was said, with options resolved
 * @param talk where the talk stands with this message heard
 * @param circumstances where and when it was said
 * @param order the number of an order in it
 * @param crisis whether this very message speaks of authorities, lawyers or the press
 */
record Heard(
    Session session,
    Inbound inbound,
    String said,
    Understood understood,
    Talk talk,
    int sentiment,
    Circumstances circumstances,
    Optional<String> order,
    boolean crisis,
    DialogueConfig config) {

  private static final int CALM = 3;

  static Heard of(
      Session session,
      Inbound inbound,
      Said words,
      Understood understood,
      DialogueConfig config,
      Instant now) {
    boolean chosen = words.chosen();
    Language language =
        chosen
            ? session.talk().language()
            : Spoken.language(session, words.utterance(), understood);
    // Nobody is upset by the words that were put into their mouth.
    int sentiment = chosen ? CALM : understood.sentiment();
    Grade grade = grade(words, understood, sentiment, config);
    String said = words.text();
    return new Heard(
        graver(session, grade),
        inbound,
        said,
        understood,
        session.talk().heard(language, sentiment),
        sentiment,
        new Circumstances(session.customer().storefront(), inbound.channel(), now),
        understood.named().isEmpty()
            ? OrderNumber.in(said)
            : OrderNumber.in(said, understood.named()),
        words.utterance().crisis(),
        config);
  }

  /** A complaint stays as grave as it once was, until a person has dealt with it. */
  private static Session graver(Session session, Grade grade) {
    return grade.compareTo(session.handover().grade()) > 0
        ? session.with(session.handledBy(), session.handover().of(grade))
        : session;
  }

  private static Grade grade(
      Said words, Understood understood, int sentiment, DialogueConfig config) {
    if (!words.chosen() && words.utterance().crisis()) {
      return Grade.CRISIS;
    }
    if (sentiment > config.upsetAt()) {
      return Grade.ORDINARY;
    }
    boolean complains =
        (!words.chosen() && words.utterance().serious())
            || understood
                .intent()
                .map(i -> config.complaints().seriousIntents().contains(i.intent()))
                .orElse(false);
    return complains ? Grade.SERIOUS : Grade.ORDINARY;
  }

  Grade grade() {
    return session.handover().grade();
  }

  Heard with(Talk now) {
    return new Heard(
        session, inbound, said, understood, now, sentiment, circumstances, order, crisis, config);
  }

  /** The same once the shopper was told that we are sorry. */
  Heard soothed() {
    return new Heard(
        session, inbound, said, understood, talk, CALM, circumstances, order, crisis, config);
  }

  Language language() {
    return talk.language();
  }

  /** The shop's number of what it sells, where the message names one such thing only. */
  Optional<String> product() {
    List<String> products =
        understood.named().stream()
            .filter(one -> one.kind().equals("product"))
            .map(Named::value)
            .distinct()
            .toList();
    return products.size() == 1 ? Optional.of(products.getFirst()) : Optional.empty();
  }

  boolean handledBy(HandledBy one) {
    return session.handledBy() == one;
  }

  Mood mood() {
    return sentiment <= config.upsetAt() ? Mood.UPSET : Mood.USUAL;
  }

  /** Furious now, or upset for a while. */
  boolean angry() {
    if (sentiment <= config.angryAt()) {
      return true;
    }
    List<Integer> all = talk.sentiments();
    int row = config.upsetInARow();
    if (all.size() < row) {
      return false;
    }
    for (int i = all.size() - row; i < all.size(); i++) {
      if (all.get(i) > config.upsetAt()) {
        return false;
      }
    }
    return true;
  }

  /** By how much they go first. */
  int priority() {
    return (angry() ? config.angryPriority() : 0)
        + (vip() ? config.vipPriority() : 0)
        + switch (grade()) {
          case ORDINARY -> 0;
          case SERIOUS -> config.complaints().seriousPriority();
          case CRISIS -> config.complaints().crisisPriority();
        };
  }

  private boolean vip() {
    String tier = session.customer().tier();
    return config.vipTiers().stream().anyMatch(tier::equalsIgnoreCase);
  }
}
