package io.levee.dialogue;

import io.levee.conversation.HandledBy;
import io.levee.conversation.Inbound;
import io.levee.conversation.Language;
import io.levee.conversation.Session;
import io.levee.conversation.Talk;
import io.levee.conversation.Understood;
import io.levee.knowledge.Circumstances;
import io.levee.knowledge.Mood;
import java.time.Instant;
import java.util.List;

/**
 * A message as the bot takes it.
 *
 * @param session as it was before
 * @param talk where the talk stands with this message heard
 * @param circumstances where and when it was said
 */
record Heard(
    Session session,
    Inbound inbound,
    Understood understood,
    Talk talk,
    int sentiment,
    Circumstances circumstances,
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
        session,
        inbound,
        understood,
        session.talk().heard(language, sentiment),
        sentiment,
        new Circumstances(session.customer().storefront(), inbound.channel(), now),
        config);
  }

  Heard with(Talk now) {
    return new Heard(session, inbound, understood, now, sentiment, circumstances, config);
  }

  /** The same once the shopper was told that we are sorry. */
  Heard soothed() {
    return new Heard(session, inbound, understood, talk, CALM, circumstances, config);
  }

  Language language() {
    return talk.language();
  }

  /** What was said, with options resolved. */
  String said() {
    return Choice.resolve(session, inbound.text());
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

  boolean vip() {
    String tier = session.customer().tier();
    return config.vipTiers().stream().anyMatch(tier::equalsIgnoreCase);
  }
}
