package io.levee.understanding;

import io.levee.conversation.Understood;
import java.util.List;

/**
 * All that is known of how a text was understood: for measuring.
 *
 * @param understood what {@link Matcher#hear} would say
 * @param inScope the chance that the shop knows what is meant, whichever entry it is, 0–1: below
 *     {@code understanding.accept} the text is rejected
 * @param intents the best first, deeper than the candidates; what stands word for word in the
 *     knowledge base goes before all else
 */
public record Ranking(Understood understood, double inScope, List<String> intents) {
  public Ranking {
    intents = List.copyOf(intents);
  }

  /** The best intent, whatever the verdict; empty when nothing was understood at all. */
  public String best() {
    return intents.isEmpty() ? "" : intents.getFirst();
  }

  /** From 1; 0 when the intent is not among the ranked. */
  public int rankOf(String intent) {
    return intents.indexOf(intent) + 1;
  }
}
