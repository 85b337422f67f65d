package io.levee.dialogue;

import java.time.Duration;
import java.util.List;

/** Settings of the bot's manners for tests, with a few words that make a complaint grave. */
public final class Manners {
  public static final DialogueConfig USUAL = withCrisisWords(List.of("12315", "工商", "lawyer"));

  private Manners() {}

  /** The usual ones, with other words that make a complaint a crisis. */
  public static DialogueConfig withCrisisWords(List<String> words) {
    return new DialogueConfig(
        2,
        1,
        2,
        2,
        1,
        2,
        List.of("vip"),
        "general",
        6,
        3,
        4,
        3,
        4,
        new ComplaintConfig(words, List.of("工商银行"), List.of("投诉"), List.of(), 5, 10),
        Duration.ofMinutes(3),
        Duration.ofHours(24));
  }
}
