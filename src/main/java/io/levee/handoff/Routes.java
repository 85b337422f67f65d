package io.levee.handoff;

import io.levee.conversation.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which agents may take a customer, and from when on. */
final class Routes {
  /** A chain of groups that help out is followed so far. */
  private static final int LONGEST_CHAIN = 8;

  /**
   * @param after how long the customer has to have waited
   */
  record Step(Duration after, String skill, Rank rank) {
    /** As the scripts name the line of those who wait for such an agent. */
    String line() {
      return rank.level() + ":" + skill;
    }
  }

  private final HandoffConfig config;

  Routes(HandoffConfig config) {
    this.config = config;
  }

  /** Empty while somebody works who may take that skill; else when the first of them begins. */
  Optional<Instant> opens(String skill, Instant now) {
    Instant first = null;
    for (String group : chain(skill).keySet()) {
      Optional<Instant> opens = config.group(group).opening(config.zoneId()).opensFrom(now);
      if (opens.isPresent() && (first == null || opens.get().isBefore(first))) {
        first = opens.get();
      }
    }
    // Never within two months is as good as in two months.
    Instant begins = first == null ? now.plus(Duration.ofDays(60)) : first;
    return begins.isAfter(now) ? Optional.of(begins) : Optional.empty();
  }

  /** In the order in which agents are looked for. A group that is closed sends on at once. */
  List<Step> of(String skill, Grade grade, Instant now) {
    List<Step> steps = new ArrayList<>();
    Map<String, Duration> chain = chain(skill);
    boolean closed = chain.size() > 1 && !open(skill, now);
    Duration head = closed ? after(chain, now) : Duration.ZERO;
    chain.forEach(
        (group, after) -> {
          Duration from = after.compareTo(head) > 0 ? after.minus(head) : Duration.ZERO;
          addRanks(steps, group, from, grade);
        });
    steps.sort(Comparator.comparing(Step::after));
    return steps;
  }

  private void addRanks(List<Step> steps, String group, Duration from, Grade grade) {
    int needed = grade.level();
    steps.add(new Step(from, group, Rank.ofLevel(needed)));
    for (int higher = needed + 1; higher <= Rank.SUPERVISOR.level(); higher++) {
      steps.add(new Step(later(from, config.lowerAfter()), group, Rank.ofLevel(higher)));
    }
    for (int lower = needed - 1; lower >= 0; lower--) {
      Duration waits = config.gradeAfter().multipliedBy(needed - lower);
      steps.add(new Step(later(from, waits), group, Rank.ofLevel(lower)));
    }
  }

  /** The skill and whoever helps out, with how long one waits for each. */
  private Map<String, Duration> chain(String skill) {
    Map<String, Duration> chain = new LinkedHashMap<>();
    Duration after = Duration.ZERO;
    String group = skill;
    while (!group.isEmpty() && chain.size() < LONGEST_CHAIN && !chain.containsKey(group)) {
      chain.put(group, after);
      after = after.plus(config.group(group).after());
      group = config.group(group).overflow();
    }
    return chain;
  }

  /** How long after the beginning of the chain its first open group comes. */
  private Duration after(Map<String, Duration> chain, Instant now) {
    return chain.entrySet().stream()
        .filter(group -> open(group.getKey(), now))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private boolean open(String group, Instant now) {
    return config.group(group).opening(config.zoneId()).openAt(now);
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
