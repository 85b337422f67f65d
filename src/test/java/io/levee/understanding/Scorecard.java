package io.levee.understanding;

import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Adds up how texts with a known meaning were understood. */
final class Scorecard {
  private static final int BINS = 10;

  private final String name;
  private int inScope;
  private int top1;
  private int top3;
  private int sureRight;
  private int sureWrong;
  private int ambiguous;
  private int outOfScope;
  private int rejected;
  private final int[] said = new int[BINS];
  private final int[] right = new int[BINS];
  private final List<Long> nanos = new ArrayList<>();

  Scorecard(String name) {
    this.name = name;
  }

  /**
   * @param meant the intent, or null when the shop knows nothing of it
   */
  void add(String meant, Understood heard, long tookNanos) {
    nanos.add(tookNanos);
    List<String> intents = heard.candidates().stream().map(c -> c.intent()).toList();
    boolean first = meant != null && !intents.isEmpty() && intents.getFirst().equals(meant);
    if (!intents.isEmpty()) {
      int bin = (int) Math.min(BINS - 1, heard.candidates().getFirst().confidence() * BINS);
      said[bin]++;
      right[bin] += first ? 1 : 0;
    }
    if (meant == null) {
      outOfScope++;
      rejected += heard.verdict() == Verdict.REJECTED ? 1 : 0;
      return;
    }
    inScope++;
    top1 += first ? 1 : 0;
    top3 += intents.stream().limit(3).anyMatch(meant::equals) ? 1 : 0;
    ambiguous += heard.verdict() == Verdict.AMBIGUOUS ? 1 : 0;
    if (heard.verdict() == Verdict.SURE) {
      sureRight += first ? 1 : 0;
      sureWrong += first ? 0 : 1;
    }
  }

  @Override
  public String toString() {
    Collections.sort(nanos);
    StringBuilder calibration = new StringBuilder();
    for (int i = 0; i < BINS; i++) {
      calibration.append(
          String.format(
              Locale.ROOT, " %.2f/%d", right[i] / (double) Math.max(1, said[i]), said[i]));
    }
    return String.format(
        Locale.ROOT,
        "%s: %d in scope: top-1 %.3f, top-3 %.3f, sure and right %.3f, sure and wrong %.3f,"
            + " ambiguous %.3f; %d out of scope: rejected %.3f; p50 %.2f ms, p99 %.2f ms;"
            + " right/said by tenth of confidence:%s",
        name,
        inScope,
        share(top1),
        share(top3),
        share(sureRight),
        share(sureWrong),
        share(ambiguous),
        outOfScope,
        rejected / (double) Math.max(1, outOfScope),
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get(nanos.size() * 99 / 100) / 1e6,
        calibration);
  }

  private double share(int count) {
    return count / (double) Math.max(1, inScope);
  }
}
