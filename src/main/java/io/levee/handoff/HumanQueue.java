package io.levee.handoff;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Place;
import io.levee.conversation.Standing;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who waits for a person, and which agent has whom: kept in Redis, one hash tag a storefront, every
 * change one atomic script. Every operation may be repeated without a second effect.
 *
 * <p>One per event loop. Futures complete on that loop and fail with {@link QueueUnavailable} when
 * Redis does not answer; the caller tries again later, nothing is lost, for the journal knows.
 */
public interface HumanQueue {

  /**
   * @param skill which people
   * @param priority 0 is usual; higher goes first
   * @param since when they began to wait; orders those of one priority
   */
  record Waiting(
      ConversationId conversation, Customer customer, String skill, int priority, Instant since) {}

  /** What became of a wish to wait. */
  sealed interface Enqueued {
    /** They wait, now or since before. */
    record At(Place place) implements Enqueued {}

    /** An agent has them already. */
    record Taken(String agent) implements Enqueued {}

    /** The queue takes no more. */
    record Full() implements Enqueued {}
  }

  /**
   * @param user the agent's user name
   * @param name to show
   * @param capacity how many conversations at once
   */
  record Agent(String user, String name, Set<String> skills, int capacity, boolean available) {}

  /** A waiting customer and the agent who got them: already true in Redis when one reads this. */
  record Assignment(ConversationId conversation, Customer customer, String skill, String agent) {}

  /**
   * @param waiting how many wait
   * @param full whether one more would be refused
   * @param waitSeconds how long one more would have to wait, in seconds
   * @param longestWaitSeconds how long the one who waits longest has waited, in seconds
   * @param agents how many agents are here
   */
  record State(int waiting, boolean full, int waitSeconds, int longestWaitSeconds, int agents) {}

  Future<Enqueued> enqueue(Waiting waiting);

  /** Out of the queue and off any desk. */
  Future<Void> leave(String storefront, ConversationId conversation);

  /** Back into the queue, at its head or for another skill, off the desk that has it. */
  Future<Enqueued> requeue(Waiting waiting);

  /** Straight to that agent, off the desk that has it. @return false when they cannot take it. */
  Future<Boolean> handTo(Waiting waiting, String agent);

  /** Gives waiting customers to free agents until one of the two runs out. */
  Future<List<Assignment>> assign(String storefront);

  /** The agent is here until {@code presence} passes without another call. */
  Future<Void> present(String storefront, Agent agent);

  /** The agent is gone. @return what they had */
  Future<List<Assignment>> absent(String storefront, String user);

  /** The agents whose presence has run out, with what they had; they count as gone from now on. */
  Future<List<Assignment>> expire(String storefront);

  /** What the agent has. */
  Future<List<Assignment>> desk(String storefront, String user);

  /** The places of those who wait among these conversations. */
  Future<Map<ConversationId, Place>> places(
      String storefront, Collection<ConversationId> conversations);

  Future<Optional<Place>> place(String storefront, ConversationId conversation);

  Future<State> state(String storefront, String skill);

  /**
   * Puts back what the journal says, where Redis knows nothing of it.
   *
   * @param standings all that wait or are with an agent in that storefront
   */
  Future<Void> restore(String storefront, List<Standing> standings);

  /** Whether Redis holds this storefront's queue; false after Redis came back empty. */
  Future<Boolean> intact(String storefront);
}
