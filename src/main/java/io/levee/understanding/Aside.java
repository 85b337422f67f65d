package io.levee.understanding;

import io.levee.conversation.Understood;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletionStage;

/**
 * Hears as what serves does, with the same index and models, but aside: with threads, caches and
 * figures of its own, so that nothing it hears is counted or remembered where shoppers are heard.
 * Made by {@link MatcherFactory#aside}; close it before the models.
 */
public final class Aside implements Understanding, AutoCloseable {
  private final Inference inference;
  private final Listener listener;

  Aside(Matcher serving, MeterRegistry meters) {
    UnderstandingConfig now = serving.config();
    inference = new Inference(now.inferenceThreads(), now.inferenceQueue(), meters);
    listener = new Listener(serving.with(inference, new Counts(meters)));
  }

  @Override
  public CompletionStage<Understood> hear(String text, Depth depth) {
    return listener.hear(text, depth);
  }

  /** Blocks until what is being heard is heard, at most five seconds. */
  @Override
  public void close() {
    inference.close();
  }
}
