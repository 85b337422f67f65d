package io.levee.turn;

import io.levee.knowledge.Knowledge;
import io.levee.understanding.Understanding;

/**
 * What the shop knows and how it is recognised: two views of the same files, swapped together.
 *
 * @param understanding built from {@code knowledge}'s phrases
 */
public record Mindset(Knowledge knowledge, Understanding understanding) {}
