package io.levee.dialogue;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Inlined;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.time.Duration;
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
        int formTries,
    @Setting(
            value = "4",
            doc = "Questions of one message that are answered; more go to a person, 1 to 10.",
            live = true)
        int mostQuestions,
    @Inlined ComplaintConfig complaints,
    @Setting(
            value = "3m",
            doc =
                "From this wait on a shopper is offered to go on with the assistant, to read the"
                    + " answer later and keep the place, or a ticket, 0s to 24h.",
            live = true)
        Duration longWait,
    @Setting(
            value = "24h",
            doc =
                "Within what time tickets are promised to be answered, 1m to 720h; out of hours"
                    + " counted from the opening.",
            live = true)
        Duration ticketWithin)
    implements Section {
  private static final Duration LONGEST_PROMISE = Duration.ofDays(30);

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
        formTries,
        mostQuestions,
        complaints,
        longWait,
        ticketWithin);
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
        .within("mostQuestions", mostQuestions, 1, 10)
        .of(complaints)
        .within("longWait", longWait, Duration.ZERO, Duration.ofHours(24))
        .within("ticketWithin", ticketWithin, Duration.ofMinutes(1), LONGEST_PROMISE)
        .list();
  }
}
