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
    Circumstances circumstances,
    DialogueConfig config) {

  static Heard of(
      Session session, Inbound inbound, Understood understood, DialogueConfig config, Instant now) {
    Language language = Spoken.language(session, inbound.text(), understood);
    return new Heard(
        session,
        inbound,
        understood,
        session.talk().heard(language, understood.sentiment()),
        new Circumstances(session.customer().storefront(), inbound.channel(), now),
        config);
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
    return understood.sentiment() <= config.upsetAt() ? Mood.UPSET : Mood.USUAL;
  }

  /** Furious now, or upset for a while. */
  boolean angry() {
    if (understood.sentiment() <= config.angryAt()) {
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
