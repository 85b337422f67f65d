package io.levee.understanding.slots;

import java.util.function.Consumer;

/** Finds slots of some kinds. Stateless. */
@FunctionalInterface
interface Finder {
  void find(Folded text, SlotContext context, Consumer<Slot> found);
}
