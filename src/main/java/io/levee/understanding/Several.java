package io.levee.understanding;

import io.levee.conversation.Understood;
import io.levee.conversation.Understood.Candidate;
import io.levee.conversation.Understood.Part;
import io.levee.conversation.Understood.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether a message of several clauses asks several things, and which. */
final class Several {
  /** What a clause that is not sure may mean. */
  private static final int MEANINGS = 2;

  private static final int MOST_CANDIDATES = 5;

  private Several() {}

  /**
   * @param whole the message heard in one
   * @param clauses its clauses
   * @param heard what each of them means
   * @return several questions when at least two different ones were made out, one of them surely;
   *     else the message as one, or its surest clause where it makes no sense as one
   */
  static Understood of(Understood whole, List<String> clauses, List<Understood> heard) {
    if (heard.stream().noneMatch(Several::sure)) {
      return whole;
    }
    List<Boolean> asks = clauses.stream().map(Clauses::asks).toList();
    boolean asked = asks.contains(true);
    boolean answered =
        IntStream.range(0, heard.size()).anyMatch(i -> asks.get(i) && sure(heard.get(i)));
    List<Part> parts = asked && !answered ? List.of() : parts(whole, asks, heard);
    if (parts.size() > 1) {
      return summed(whole, parts);
    }
    return sure(whole) || (asked && !answered) ? whole : Hearing.felt(plainest(asks, heard), whole);
  }

  private static List<Part> parts(Understood whole, List<Boolean> asks, List<Understood> heard) {
    Set<String> sure = heard.stream().flatMap(Several::intent).collect(Collectors.toSet());
    // What is only stated leads to the question when the whole means what the question does.
    boolean led =
        IntStream.range(0, heard.size())
            .anyMatch(i -> asks.get(i) && sure(whole) && same(whole, heard.get(i)));
    List<Part> parts = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    for (int i = 0; i < heard.size(); i++) {
      Understood one = heard.get(i);
      boolean counts =
          switch (one.verdict()) {
            case SURE -> (asks.get(i) || !led) && asked.add(one.candidates().getFirst().intent());
            case AMBIGUOUS ->
                asks.get(i) && !sure(whole) && meanings(one).stream().noneMatch(sure::contains);
            case REJECTED -> false;
          };
      if (counts) {
        parts.add(new Part(one.candidates(), one.verdict()));
      }
    }
    return parts;
  }

  /** The first sure one that asks, or complains where none asks. */
  private static Understood plainest(List<Boolean> asks, List<Understood> heard) {
    return IntStream.range(0, heard.size())
        .filter(i -> sure(heard.get(i)) && (asks.get(i) || !asks.contains(true)))
        .mapToObj(heard::get)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("none is sure"));
  }

  private static boolean sure(Understood one) {
    return one.verdict() == Verdict.SURE;
  }

  private static boolean same(Understood one, Understood other) {
    return sure(other) && intent(one).toList().equals(intent(other).toList());
  }

  private static Stream<String> intent(Understood one) {
    return one.intent().map(Candidate::intent).stream();
  }

  private static List<String> meanings(Understood one) {
    return one.candidates().stream().limit(MEANINGS).map(Candidate::intent).toList();
  }

  /** For who reads one intent only: the first that is sure, the others after it. */
  private static Understood summed(Understood whole, List<Part> parts) {
    List<Candidate> best = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.SURE, Verdict.AMBIGUOUS)) {
      parts.stream()
          .filter(part -> part.verdict() == verdict)
          .map(part -> part.candidates().getFirst())
          .forEach(best::add);
    }
    return new Understood(
            whole.stage(),
            best.subList(0, Math.min(MOST_CANDIDATES, best.size())),
            Verdict.SURE,
            whole.sentiment(),
            whole.language(),
            whole.degraded())
        .asking(parts);
  }
}
