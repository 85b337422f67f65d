package io.levee.knowledge;

import java.util.List;

/**
 * What the shop says to a question.
 *
 * @param text what a person reads
 * @param kinder whether the text was written for an upset shopper
 * @param options texts that lead on, as the shopper would send them
 */
public record Answer(String text, boolean kinder, List<String> options) {
  public Answer {
    options = List.copyOf(options);
  }
}
