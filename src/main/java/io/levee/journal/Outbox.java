package io.levee.journal;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Effect;
import io.vertx.core.Future;
import java.util.List;

/**
 * The effects that are written and not yet carried out.
 *
 * <p>A committing gateway carries its own effects out at once; this finds those that it did not
 * live to see through, or that failed: they become due after a while, for whoever asks first.
 */
public interface Outbox {

  /**
   * @param seq the last number of the entry that brought it
   * @param ordinal 0, 1 … among that entry's effects
   * @param attempts how often it was begun before
   */
  record Due(
      ConversationId conversation,
      int seq,
      int ordinal,
      Customer customer,
      Effect effect,
      int attempts) {}

  /**
   * Takes effects that are due and makes each due again later, in case this gateway dies too.
   *
   * @param limit at most so many, 1–1,000
   * @return completes with them, oldest first; fails with {@link StoreUnavailable}
   */
  Future<List<Due>> take(int limit);

  /**
   * Forgets one effect that was carried out.
   *
   * @return completes once it is forgotten; fails with {@link StoreUnavailable}
   */
  Future<Void> done(ConversationId conversation, int seq, int ordinal);

  /**
   * Forgets all effects of an entry that were carried out.
   *
   * @return completes once they are forgotten; fails with {@link StoreUnavailable}
   */
  Future<Void> done(ConversationId conversation, int seq);
}
