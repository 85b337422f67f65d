package io.levee.dialogue;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.util.List;

/** What an operator may set about the bot's manners: {@code dialogue.…}. */
public record DialogueConfig(
    @Setting(
            value = "2",
            doc =
                "How many messages in a row may be not understood before a person is called,"
                    + " 1 to 10.",
            live = true)
        int missesBeforeHandoff,
    @Setting(
            value = "1",
            doc = "A message of this sentiment (1 furious to 5) or less calls a person, 0 to 5.",
            live = true)
        int angryAt,
    @Setting(
            value = "2",
            doc = "A shopper of this sentiment or less is upset, 0 to 5.",
            live = true)
        int upsetAt,
    @Setting(
            value = "2",
            doc = "How many upset messages in a row call a person, 1 to 10.",
            live = true)
        int upsetInARow,
    @Setting(
            value = "1",
            doc = "Added to the queue priority of an angry shopper, 0 to 100.",
            live = true)
        int angryPriority,
    @Setting(
            value = "2",
            doc = "Added to the queue priority of a shopper of a VIP tier, 0 to 100.",
            live = true)
        int vipPriority,
    @Setting(
            value = "[vip, svip]",
            doc = "Customer tiers that count as VIP, whatever their case.",
            live = true)
        List<String> vipTiers,
    @Setting(
            value = "general",
            doc = "The skill to ask for where a knowledge entry names none.",
            live = true)
        String defaultSkill,
    @Setting(value = "6", doc = "Most options offered at once, 4 to 20.", live = true)
        int maxOptions,
    @Setting(
            value = "3",
            doc = "Most meanings to ask about when a message is ambiguous, 1 to 5.",
            live = true)
        int maxCandidates,
    @Setting(
            value = "4",
            doc = "Most of a customer's last orders to choose from, 1 to 20.",
            live = true)
        int recentOrders,
    @Setting(
            value = "3",
            doc =
                "How many answers in a row may not fit what a self-service skill asked before a"
                    + " person is called, 1 to 10.",
            live = true)
        int formTries)
    implements Section {
  public DialogueConfig {
    vipTiers = List.copyOf(vipTiers);
  }

  /** The same, but a person is called only after that many more messages not understood. */
  public DialogueConfig withMoreTries(int more) {
    return new DialogueConfig(
        missesBeforeHandoff + more,
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
        formTries);
  }

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("missesBeforeHandoff", missesBeforeHandoff, 1, 10)
        .within("angryAt", angryAt, 0, 5)
        .within("upsetAt", upsetAt, 0, 5)
        .when(angryAt > upsetAt, "angryAt", "is above upsetAt; whoever is angry is upset too")
        .within("upsetInARow", upsetInARow, 1, 10)
        .within("angryPriority", angryPriority, 0, 100)
        .within("vipPriority", vipPriority, 0, 100)
        .present("defaultSkill", defaultSkill)
        .within("maxOptions", maxOptions, 4, 20)
        .within("maxCandidates", maxCandidates, 1, 5)
        .within("recentOrders", recentOrders, 1, 20)
        .within("formTries", formTries, 1, 10)
        .list();
  }
}
