package io.levee.turn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.levee.dialogue.Dialogue;
import io.levee.dialogue.Utterance;

/**
 * Texts as they were read before. Kept as long as one version of the knowledge, as what they were
 * understood as is; what else a reading rests on (the dialogue's words, the day, what the shop
 * sells) is looked at each time. Safe from any thread.
 */
final class Readings {
  private final Cache<String, Reading> read;

  /**
   * @param most texts that are kept
   */
  Readings(int most) {
    this.read = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  Reading of(String text, Dialogue dialogue) {
    Reading known = read.getIfPresent(text);
    if (known != null && dialogue.holds(known.utterance())) {
      return known;
    }
    Utterance utterance = dialogue.read(text);
    Reading fresh = new Reading(utterance);
    read.put(text, fresh);
    return fresh;
  }

  long size() {
    return read.estimatedSize();
  }
}
