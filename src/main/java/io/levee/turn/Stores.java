package io.levee.turn;

import io.levee.journal.Journal;
import io.levee.journal.Outbox;
import io.levee.redis.RedisLink;

/** One event loop's own way to the two stores. */
public record Stores(Journal journal, Outbox outbox, RedisLink redis) {

  /** Opens them on the event loop that calls, which owns them from then on. */
  public interface Opener {
    /**
     * @param loop the loop's number, from 0
     */
    Stores open(int loop);
  }
}
