package io.levee.app;

import io.levee.knowledge.Knowledge;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What shoppers may ask of that knowledge: its own questions, as they stand, and so that words
 * alone, meanings, spelling and telling questions apart have work too. Safe from any thread.
 */
final class WarmUpTexts {
  private static final int MOST = 2_000;
  private static final int OF_AN_ENTRY = 3;

  private final List<String> questions;
  private final AtomicInteger next = new AtomicInteger();

  WarmUpTexts(Knowledge knowledge) {
    questions =
        knowledge.entries().stream()
            .flatMap(entry -> entry.phrases().stream().limit(OF_AN_ENTRY))
            .limit(MOST)
            .toList();
  }

  boolean isEmpty() {
    return questions.isEmpty();
  }

  /** Another one each time; after all of them from the start, said otherwise. */
  String next() {
    int i = next.getAndIncrement() & Integer.MAX_VALUE;
    String question = questions.get(i % questions.size());
    return switch ((i + i / questions.size()) % 4) {
      case 0 -> question;
      case 1 -> withoutItsMiddle(question);
      case 2 -> question + "，" + questions.get((i + 1) % questions.size());
      default -> withoutItsMiddle(question) + " " + i;
    };
  }

  private static String withoutItsMiddle(String text) {
    int length = text.codePointCount(0, text.length());
    if (length < 3) {
      return text;
    }
    int middle = text.offsetByCodePoints(0, length / 2);
    return text.substring(0, middle) + text.substring(text.offsetByCodePoints(middle, 1));
  }
}
