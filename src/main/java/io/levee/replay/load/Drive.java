package io.levee.replay.load;

/** What makes shoppers speak. Confined to the event loop. */
interface Drive {
  /** All begins now; times are System.nanoTime's. */
  void begin(long now);

  /** When the next message is due; Long.MAX_VALUE when none is known now. */
  long due();

  /** Sends the one that is due. */
  void go();

  /** All is known of a message. */
  void resolved(Shopper who, long retryAfterNanos);

  /** When measuring began, after warming up. */
  long zero();

  /** Nobody says anything new from now on; this is the end. */
  void stop(long now);

  /** When the last message is due at the latest. */
  long end();
}
