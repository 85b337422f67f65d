package io.levee.dialogue.skill;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One thing a skill must know: how it is asked for, and how an answer is read. */
interface Slot {
  /** Unique within the skill, such as {@code order}. */
  String name();

  /** The slots whose values are worth nothing once this one changes. */
  default Set<String> clears() {
    return Set.of();
  }

  /** Whether it must be known, as things stand: of a single piece one need not ask how many. */
  default boolean wanted(View view) {
    return true;
  }

  /** Whether a value is taken when something else was asked: a bare number says too little. */
  default boolean heardUnasked() {
    return true;
  }

  /** The value, where there is no choice. */
  default Optional<String> only(View view) {
    return Optional.empty();
  }

  /** The value that the text plainly gives. */
  Optional<String> read(String text, View view);

  /** The value that the text may well give, when it means nothing else. */
  default Optional<String> guess(String text, View view) {
    return Optional.empty();
  }

  /** What is wrong with that value, in words for the shopper; empty when it can be taken. */
  default Optional<String> fault(String value, View view) {
    return Optional.empty();
  }

  /** What to call it, as an option when something is to be changed. */
  String title(View view);

  String question(View view);

  List<String> options(View view);
}
