package io.levee.handoff;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Grade;
import io.levee.conversation.Place;
import io.levee.conversation.Standing;
import io.levee.redis.RedisLink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who waits for a person, and which agent has whom: kept in Redis, one hash tag a storefront, every
 * change one atomic script. Every operation may be repeated without a second effect.
 *
 * <p>One per event loop. Futures complete on that loop and fail with {@link QueueUnavailable} when
 * Redis does not answer; the caller tries again later, nothing is lost, for the journal knows.
 */
public interface HumanQueue {

  /**
   * The priority of those who had an agent already and lost them: before everybody who has not yet
   * had one. Usual priorities are lower.
   */
  int HEAD = 100;

  /**
   * One event loop's view of the queue.
   *
   * @param link of the same event loop
   * @param config read at each use
   */
  static HumanQueue over(RedisLink link, Supplier<HandoffConfig> config, Clock clock) {
    return over(link, config, clock, new SimpleMeterRegistry());
  }

  /** The same; what becomes of those who wait is counted there. */
  static HumanQueue over(
      RedisLink link, Supplier<HandoffConfig> config, Clock clock, MeterRegistry meters) {
    return new RedisHumanQueue(link, config, clock, new HandoffMeters(meters));
  }

  /**
   * @param skill which people
   * @param priority −{@link #HEAD} to {@link #HEAD}; 0 is usual; each step is worth {@code
   *     handoff.priorityStep} of waiting, up to {@code handoff.maxBoost}
   * @param since when they began to wait
   * @param grade who may take them
   */
  record Waiting(
      ConversationId conversation,
      Customer customer,
      String skill,
      int priority,
      Instant since,
      Grade grade) {

    /** Whom anybody may take. */
    public Waiting(
        ConversationId conversation, Customer customer, String skill, int priority, Instant since) {
      this(conversation, customer, skill, priority, since, Grade.ORDINARY);
    }
  }

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
   * @param rank what they may take
   */
  record Agent(
      String user, String name, Set<String> skills, int capacity, boolean available, Rank rank) {

    /** Who takes what is ordinary. */
    public Agent(String user, String name, Set<String> skills, int capacity, boolean available) {
      this(user, name, skills, capacity, available, Rank.AGENT);
    }
  }

  /**
   * What Redis knows of an agent.
   *
   * @param agent as customers are given to them now; one who leaves is given none
   * @param wanted whether they chose to be given any
   * @param reason why not
   * @param choice the number of that choice
   * @param left whether the last of their sockets is gone
   */
  record Known(Agent agent, boolean wanted, String reason, long choice, boolean left) {}

  /**
   * A customer and the agent who got them: already true in Redis when one reads this.
   *
   * @param since when they began to wait
   * @param at when the agent got them
   */
  record Assignment(
      ConversationId conversation,
      Customer customer,
      String skill,
      int priority,
      Instant since,
      Grade grade,
      String agent,
      Instant at) {

    /** An ordinary one. */
    public Assignment(
        ConversationId conversation,
        Customer customer,
        String skill,
        int priority,
        Instant since,
        String agent,
        Instant at) {
      this(conversation, customer, skill, priority, since, Grade.ORDINARY, agent, at);
    }

    /** As they waited. */
    public Waiting waiting() {
      return new Waiting(conversation, customer, skill, priority, since, grade);
    }
  }

  /**
   * @param given who was given to whom
   * @param next when somebody waiting, or an agent's wrap-up, changes by the mere passing of time;
   *     empty: nothing is known to
   */
  record Round(List<Assignment> given, Optional<Instant> next) {
    public Round {
      given = List.copyOf(given);
    }
  }

  /**
   * Something that must never be so.
   *
   * @param what its name
   * @param whom a conversation or an agent
   */
  record Violation(String what, String whom) {
    /** Whether it may be so for a moment: between coming and being given away. */
    public boolean passing() {
      return what.equals("idle");
    }
  }

  /**
   * @param waiting how many wait
   * @param full whether one more would be refused
   * @param waitSeconds how long one more would have to wait, in seconds
   * @param longestWaitSeconds how long the one who waits longest has waited, in seconds
   * @param agents how many agents are here, available and of that skill
   * @param ahead how many wait for that skill
   * @param opens when somebody begins to work who may take that skill; empty: somebody works now
   */
  record State(
      int waiting,
      boolean full,
      int waitSeconds,
      int longestWaitSeconds,
      int agents,
      int ahead,
      Optional<Instant> opens) {

    /** In working hours, with all of them waiting for that skill. */
    public State(int waiting, boolean full, int waitSeconds, int longestWaitSeconds, int agents) {
      this(waiting, full, waitSeconds, longestWaitSeconds, agents, waiting, Optional.empty());
    }
  }

  /**
   * Into the queue; {@link Enqueued.Full} out of hours too, and {@link #state} tells which. Whoever
   * waits already keeps the place, and is raised in it when the grade is graver now: the moment the
   * wait began stays, the time after which other ranks may take them begins anew.
   */
  Future<Enqueued> enqueue(Waiting waiting);

  /**
   * Out of the queue and off any desk. Whoever waited has given up; an agent who had it has {@code
   * handoff.wrapUp} before its capacity is free.
   */
  Future<Void> leave(String storefront, ConversationId conversation);

  /**
   * {@link #leave} and {@link #assign} at once: what was freed is given away in the same moment.
   */
  Future<Round> release(String storefront, ConversationId conversation);

  /**
   * Back into the queue, at its head ({@link #HEAD}) or for another skill, off the desk that has
   * it. Never {@link Enqueued.Full}: they had a place before.
   *
   * @param from the agent who had it; when another has it by now, nothing changes and that agent is
   *     told. Empty: whoever has it.
   */
  Future<Enqueued> requeue(Waiting waiting, String from);

  /** Straight to that agent, off the desk that has it. @return false when they cannot take it. */
  Future<Boolean> handTo(Waiting waiting, String agent);

  /**
   * Gives waiting customers to free agents until one of the two runs out. Who is next: who waits
   * longest, where priority counts as time waited. Who gets them: their last agent if free; else of
   * the skill, and of the groups that help out by now, whose rank is just enough; then the lowest
   * load for their capacity; then who has been idle longest. While nobody is on duty (here and not
   * on a break) who may take a customer by now, those who could only later may at once. At most
   * {@code handoff.assignBatch} in one call.
   */
  Future<Round> assign(String storefront);

  /**
   * The agent has wrapped up what ended: the capacity is free.
   *
   * @return whether there was anything to free; to be followed by {@link #assign} then
   */
  Future<Boolean> ready(String storefront, String user);

  /** The shoppers of those conversations have a live socket now. */
  Future<Void> seen(String storefront, Collection<ConversationId> conversations);

  /** Who waits, had a live socket once, and has had none for {@code handoff.away}. */
  Future<List<Waiting>> vanished(String storefront);

  /** Whoever waits there keeps the place, with a live socket or without. */
  Future<Void> keeps(String storefront, ConversationId conversation);

  /** What must never be so and is. Costs more with more agents: for now and then. */
  Future<List<Violation>> violations(String storefront);

  /** The agent is here until {@code presence} passes without another call. */
  default Future<Void> present(String storefront, Agent agent) {
    return choose(storefront, agent, "").mapEmpty();
  }

  /**
   * The agent is here, and has just chosen how.
   *
   * @param reason why they take nobody; empty: none was given
   * @return the choice's number, unlike any before
   */
  Future<Long> choose(String storefront, Agent agent, String reason);

  /**
   * The agent is still here as they chose before. Nothing is done when they have chosen again.
   *
   * @return the number of the choice that holds
   */
  Future<Long> keep(String storefront, Agent agent, String reason, long choice);

  /**
   * Still here: prolongs the presence and changes nothing else.
   *
   * @return completes with what Redis knows of the agent; empty when it knows nothing and must be
   *     told by {@link #keep}
   */
  Future<Optional<Known>> still(String storefront, String user);

  /** The agent may be gone: keeps what they have for {@code grace}, and is given nothing more. */
  Future<Void> leaving(String storefront, String user, Duration grace);

  /** The agent is gone. @return what they had */
  Future<List<Assignment>> absent(String storefront, String user);

  /**
   * What those agents had whose presence has run out; they count as gone from now on. Told again
   * until each of these conversations has gone elsewhere, or the agent is back.
   */
  Future<List<Assignment>> expire(String storefront);

  /** What the agent has. */
  Future<List<Assignment>> desk(String storefront, String user);

  /** The places of those who wait among these conversations. */
  Future<Map<ConversationId, Place>> places(
      String storefront, Collection<ConversationId> conversations);

  Future<Optional<Place>> place(String storefront, ConversationId conversation);

  /**
   * @param skill for which one more would wait; empty: any
   * @return completes with how many wait in the whole storefront, and with the agents of that skill
   */
  Future<State> state(String storefront, String skill);

  /**
   * Puts back what the journal says, where Redis knows nothing of it.
   *
   * @param standings all that wait or are with an agent in that storefront
   */
  Future<Void> restore(String storefront, List<Standing> standings);

  /**
   * As {@link #restore}, and takes out what Redis knows, the journal does not, and was not touched
   * since: a Redis may come back with what it knew an hour ago.
   *
   * @param asOf before the journal was read
   */
  Future<Void> reconcile(String storefront, List<Standing> standings, Instant asOf);

  /** Whether Redis holds this storefront's queue; false after Redis came back empty. */
  Future<Boolean> intact(String storefront);
}
