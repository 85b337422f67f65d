package io.levee.dialogue;

import java.time.Duration;
import java.util.List;

/** Settings of the bot's manners for tests, with a few words that make a complaint grave. */
public final class Manners {
  public static final DialogueConfig USUAL =
      of(2, 1, 2, 2, 1, 2, List.of("vip"), "general", 6, 3, 4, 3);

  private Manners() {}

  /** The usual ones, with other words that make a complaint a crisis. */
  public static DialogueConfig withCrisisWords(List<String> words) {
    return of(2, 1, 2, 2, 1, 2, List.of("vip"), "general", 6, 3, 4, 3, words);
  }

  static DialogueConfig of(
      int missesBeforeHandoff,
      int angryAt,
      int upsetAt,
      int upsetInARow,
      int angryPriority,
      int vipPriority,
      List<String> vipTiers,
      String defaultSkill,
      int maxOptions,
      int maxCandidates,
      int recentOrders,
      int formTries) {
    return of(
        missesBeforeHandoff,
        angryAt,
        upsetAt,
        upsetInARow,
        angryPriority,
        vipPriority,
        vipTiers,
        defaultSkill,
        maxOptions,
        maxCandidates,
        recentOrders,
        formTries,
        List.of("12315", "工商", "lawyer"));
  }

  private static DialogueConfig of(
      int missesBeforeHandoff,
      int angryAt,
      int upsetAt,
      int upsetInARow,
      int angryPriority,
      int vipPriority,
      List<String> vipTiers,
      String defaultSkill,
      int maxOptions,
      int maxCandidates,
      int recentOrders,
      int formTries,
      List<String> crisisWords) {
    return new DialogueConfig(
        missesBeforeHandoff,
        angryAt,
        upsetAt,
        upsetInARow,
        angryPriority,
        vipPriority,
        vipTiers,
        defaultSkill,
        maxOptions,
        maxCandidates,
        recentOrders,
        formTries,
        4,
        crisisWords,
        List.of("工商银行"),
        List.of("投诉"),
        List.of(),
        5,
        10,
        Duration.ofMinutes(3),
        Duration.ofHours(24));
  }
}
