package io.levee.dialogue.skill;

import java.util.Optional;

/** What became of a question to the shop. */
public sealed interface Lookup<T> {

  /** What was asked for. */
  record Found<T>(T value) implements Lookup<T> {}

  /** No answer, and why. */
  record Missing<T>(Gap gap) implements Lookup<T> {}

  /** Why there is no answer. */
  enum Gap {
    /** It was not asked. */
    UNASKED,
    /** The customer has no such order. */
    NO_SUCH_ORDER,
    /** The shop does not know who asks: they must sign in. */
    SIGN_IN,
    /** The shop is slow, down, or not to be understood. */
    SILENT,
    /** The shop cannot be asked that, or there is none. */
    UNSUPPORTED
  }

  static <T> Lookup<T> missing(Gap gap) {
    return new Missing<>(gap);
  }

  default Optional<T> found() {
    return this instanceof Found<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  default boolean lacks(Gap why) {
    return this instanceof Missing<T>(Gap gap) && gap == why;
  }
}
