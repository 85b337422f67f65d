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
 * @param asked whether that question was the last thing said: else a mere "yes" answers something
 *     else
 * @param misses how many answers in a row did not fit
 * @param offered the options offered with the question
 */
public record Form(
    String skill,
    Map<String, String> filled,
    String asking,
    boolean asked,
    int misses,
    List<String> offered) {
  public Form {
    Objects.requireNonNull(skill);
    filled = Map.copyOf(filled);
    Objects.requireNonNull(asking);
    offered = List.copyOf(offered);
  }

  /** A form of which nothing is known. */
  public static Form blank(String skill) {
    return new Form(skill, Map.of(), "", false, 0, List.of());
  }

  /** The same knowing this. */
  public Form with(String slot, String value) {
    Map<String, String> more = new LinkedHashMap<>(filled);
    more.put(slot, value);
    return new Form(skill, more, asking, asked, misses, offered);
  }

  /** The same having forgotten those. */
  public Form without(Iterable<String> slots) {
    Map<String, String> fewer = new LinkedHashMap<>(filled);
    slots.forEach(fewer::remove);
    return new Form(skill, fewer, asking, asked, misses, offered);
  }

  /** The same having asked for that slot. */
  public Form asking(String slot, List<String> options) {
    return new Form(skill, filled, slot, true, misses, options);
  }

  /** The same after something else was said. */
  public Form aside() {
    return asked ? new Form(skill, filled, asking, false, misses, offered) : this;
  }

  /** The same after an answer that did not fit. */
  public Form missed() {
    return new Form(skill, filled, asking, asked, misses + 1, offered);
  }

  /** The same after an answer that fits. */
  public Form understood() {
    return new Form(skill, filled, asking, asked, 0, offered);
  }
}
