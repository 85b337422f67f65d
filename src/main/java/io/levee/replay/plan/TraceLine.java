package io.levee.replay.plan;

/**
 * One message of a trace.
 *
 * @param atMicros microseconds from the trace's beginning
 * @param conversation which messages belong together; no id of the gateway
 * @param priority {@code vip} or {@code normal}
 */
public record TraceLine(long atMicros, String conversation, String text, String priority) {
  /** Whether a VIP says it. */
  public boolean vip() {
    return priority.equals("vip");
  }
}
