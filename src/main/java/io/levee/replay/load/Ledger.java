package io.levee.replay.load;

import java.util.BitSet;

/**
 * The numbers of one shopper's conversation as they came in on its socket: each once, in order,
 * none left out. A conversation that follows begins at 1 again.
 */
final class Ledger {
  /** What a number that came in was. */
  enum Entry {
    NEXT,
    /** It had been there before. */
    AGAIN,
    /** It came after a later one. */
    LATE
  }

  private final BitSet missing = new BitSet();
  private boolean begun;
  private boolean closed;
  private long high;
  private long low;
  private int last;

  /** The last number; 0 when the next conversation begins at 1. */
  int after() {
    return closed ? 0 : last;
  }

  boolean is(long conversationHigh, long conversationLow) {
    return begun && high == conversationHigh && low == conversationLow;
  }

  /** What comes now belongs to that conversation, which was told up to there. */
  void turnTo(long conversationHigh, long conversationLow, int toldUpTo) {
    begun = true;
    closed = false;
    high = conversationHigh;
    low = conversationLow;
    last = toldUpTo;
  }

  /** The same conversation is told again from there. */
  void resume(int toldUpTo) {
    closed = false;
    last = toldUpTo;
  }

  void closed() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  Entry enter(int seq) {
    if (seq == last + 1) {
      last = seq;
      return Entry.NEXT;
    }
    if (seq > last) {
      missing.set(last + 1, seq);
      last = seq;
      return Entry.NEXT;
    }
    if (missing.get(seq)) {
      missing.clear(seq);
      return Entry.LATE;
    }
    return Entry.AGAIN;
  }

  /** How many numbers were left out so far; they may still come. */
  int missing() {
    return missing.cardinality();
  }

  /** Nothing is known any more: as for a new customer. */
  void clear() {
    missing.clear();
    begun = false;
    closed = false;
    last = 0;
  }
}
