package io.levee.understanding;

import io.levee.conversation.Understood;
import java.util.concurrent.CompletionStage;

/** Hears a text. Safe to call from any thread; never blocks its caller. */
public interface Understanding {

  /**
   * @param text as the shopper wrote it, 0–4,000 code points
   * @return completes with what it means, at once and on the caller's thread when the text was
   *     heard before or is plain, else later on an inference thread; never fails: when the
   *     inference queue is full or inference breaks, the lexical stage's word stands, marked {@code
   *     degraded}
   */
  default CompletionStage<Understood> hear(String text) {
    return hear(text, Depth.FULL);
  }

  /**
   * As {@link #hear(String)}, at no more than the given cost; {@code degraded} says that a stage
   * which might have helped was left out.
   */
  CompletionStage<Understood> hear(String text, Depth depth);
}
