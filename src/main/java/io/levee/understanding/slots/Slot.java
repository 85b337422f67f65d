package io.levee.understanding.slots;

import java.util.Objects;

/**
 * Something that a text names.
 *
 * @param start where it begins in the text as typed, in code units
 * @param end where it ends, exclusive
 * @param value in one form, see {@link SlotKind}; never empty
 * @param detail what more is known, see {@link SlotKind}; empty where there is nothing
 * @param confidence 0–1: how sure it is of this kind and value; below 0.5 nothing is reported
 */
public record Slot(
    SlotKind kind, int start, int end, String value, String detail, double confidence) {
  public Slot {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(value);
    Objects.requireNonNull(detail);
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a slot from " + start + " to " + end + " is nowhere");
    }
  }

  boolean meets(Slot other) {
    return start < other.end && other.start < end;
  }
}
