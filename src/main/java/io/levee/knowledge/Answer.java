package io.levee.knowledge;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

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

  /** The same, offering those before its own. */
  public Answer offering(Collection<String> more) {
    return new Answer(
        text, kinder, Stream.concat(more.stream(), options.stream()).distinct().toList());
  }
}
