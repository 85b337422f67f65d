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
import java.util.Locale;
import java.util.Optional;

/**
 * A message as the bot takes it.
 *
 * @param session as it was before
 * @param said what was said, with options resolved
 * @param talk where the talk stands with this message heard
 * @param circumstances where and when it was said
 * @param order the number of an order in it
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
    DialogueConfig config) {

  private static final int CALM = 3;

  static Heard of(
      Session session, Inbound inbound, Understood understood, DialogueConfig config, Instant now) {
    String said = Choice.resolve(session, inbound.text());
    boolean chosen = session.talk().offered().contains(said);
    Language language =
        chosen ? session.talk().language() : Spoken.language(session, inbound.text(), understood);
    // Nobody is upset by the words that were put into their mouth.
    int sentiment = chosen ? CALM : understood.sentiment();
    return new Heard(
        graver(session, grade(chosen ? "" : inbound.text(), understood, sentiment, config)),
        inbound,
        said,
        understood,
        session.talk().heard(language, sentiment),
        sentiment,
        new Circumstances(session.customer().storefront(), inbound.channel(), now),
        understood.named().isEmpty()
            ? OrderNumber.in(said)
            : OrderNumber.in(said, understood.named()),
        config);
  }

  /** A complaint stays as grave as it once was, until a person has dealt with it. */
  private static Session graver(Session session, Grade grade) {
    return grade.compareTo(session.handover().grade()) > 0
        ? session.with(session.handledBy(), session.handover().of(grade))
        : session;
  }

  private static Grade grade(
      String said, Understood understood, int sentiment, DialogueConfig config) {
    if (crisis(said, config)) {
      return Grade.CRISIS;
    }
    boolean complains =
        names(said.toLowerCase(Locale.ROOT), config.seriousWords())
            || understood
                .intent()
                .map(i -> config.seriousIntents().contains(i.intent()))
                .orElse(false);
    return complains && sentiment <= config.upsetAt() ? Grade.SERIOUS : Grade.ORDINARY;
  }

  private static boolean crisis(String said, DialogueConfig config) {
    String text = said.toLowerCase(Locale.ROOT);
    for (String harmless : config.harmlessWords()) {
      text = text.replace(harmless, " ");
    }
    return names(text, config.crisisWords());
  }

  private static boolean names(String text, List<String> words) {
    for (String word : words) {
      if (names(text, word)) {
        return true;
      }
    }
    return false;
  }

  /** A hotline's number within a longer one is part of an order's. */
  private static boolean names(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean longer =
          (at > 0 && joins(text.charAt(at - 1), word.charAt(0)))
              || (end < text.length() && joins(text.charAt(end), word.charAt(word.length() - 1)));
      if (!longer) {
        return true;
      }
    }
    return false;
  }

  /** Digits belong to digits, and Latin letters to Latin letters. */
  private static boolean joins(char one, char other) {
    return (Character.isDigit(one) && Character.isDigit(other)) || (latin(one) && latin(other));
  }

  private static boolean latin(char letter) {
    return letter >= 'a' && letter <= 'z';
  }

  /** Whether this very message speaks of authorities, lawyers or the press. */
  boolean crisis() {
    return crisis(inbound.text(), config);
  }

  Grade grade() {
    return session.handover().grade();
  }

  Heard with(Talk now) {
    return new Heard(
        session, inbound, said, understood, now, sentiment, circumstances, order, config);
  }

  /** The same once the shopper was told that we are sorry. */
  Heard soothed() {
    return new Heard(session, inbound, said, understood, talk, CALM, circumstances, order, config);
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
    return all.size() >= row
        && all.subList(all.size() - row, all.size()).stream().allMatch(s -> s <= config.upsetAt());
  }

  /** By how much they go first. */
  int priority() {
    return (angry() ? config.angryPriority() : 0)
        + (vip() ? config.vipPriority() : 0)
        + switch (grade()) {
          case ORDINARY -> 0;
          case SERIOUS -> config.seriousPriority();
          case CRISIS -> config.crisisPriority();
        };
  }

  private boolean vip() {
    String tier = session.customer().tier();
    return config.vipTiers().stream().anyMatch(tier::equalsIgnoreCase);
  }
}
