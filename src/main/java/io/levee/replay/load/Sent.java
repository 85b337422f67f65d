package io.levee.replay.load;

/** One message, from when it was to be sent until all is known of it. */
final class Sent {
  final long number;

  /** When it was to be sent, whatever happened then; latency counts from here. */
  final long intended;

  /** Whether it counts into figures: not while warming up. */
  final boolean measured;

  final String text;

  /** The last of its conversation. */
  final boolean last;

  int seq;
  boolean acked;
  boolean answered;
  int acksDue;
  int tries;

  /** It will be sent once more on purpose. */
  boolean repeatDue;

  Sent(long number, long intended, boolean measured, String text, boolean last) {
    this.number = number;
    this.intended = intended;
    this.measured = measured;
    this.text = text;
    this.last = last;
  }

  /** Whether nothing more is to come of it. */
  boolean done() {
    return answered && acksDue == 0 && !repeatDue;
  }
}
