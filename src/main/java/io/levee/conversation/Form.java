package io.levee.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A self-service skill under way: what it has been told so far, and what it asks.
 *
 * @param skill the name of what the bot does, such as {@code track}
 * @param filled what is known, by slot; numbers and codes, never words of the shopper's
 * @param asking the slot that was asked for last; empty before the first question
 * @param misses how many answers in a row did not fit
 * @param offered the options offered with the question
 */
public record Form(
    String skill, Map<String, String> filled, String asking, int misses, List<String> offered) {
  public Form {
    Objects.requireNonNull(skill);
    filled = Map.copyOf(filled);
    Objects.requireNonNull(asking);
    offered = List.copyOf(offered);
  }

  /** A form of which nothing is known. */
  public static Form blank(String skill) {
    return new Form(skill, Map.of(), "", 0, List.of());
  }

  /** The same knowing this. */
  public Form with(String slot, String value) {
    Map<String, String> more = new LinkedHashMap<>(filled);
    more.put(slot, value);
    return new Form(skill, more, asking, 0, offered);
  }

  /** The same having forgotten those. */
  public Form without(Iterable<String> slots) {
    Map<String, String> fewer = new LinkedHashMap<>(filled);
    slots.forEach(fewer::remove);
    return new Form(skill, fewer, asking, misses, offered);
  }

  /** The same having asked for that slot. */
  public Form asking(String slot, List<String> options) {
    return new Form(skill, filled, slot, misses, options);
  }

  /** The same after an answer that did not fit. */
  public Form missed() {
    return new Form(skill, filled, asking, misses + 1, offered);
  }
}
