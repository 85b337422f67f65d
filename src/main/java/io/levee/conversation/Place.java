package io.levee.conversation;

/**
 * A place in the queue.
 *
 * @param position 1 is next
 * @param waitSeconds how long the wait is expected to be, in seconds; 0 where an agent is free
 */
public record Place(int position, int waitSeconds) {}
