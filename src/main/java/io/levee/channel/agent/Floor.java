package io.levee.channel.agent;

import io.levee.conversation.ConversationId;
import java.time.Instant;
import java.util.List;

/**
 * Everything that goes on in a storefront at one moment.
 *
 * @param queues by skill; the first, without a name, is all together
 * @param talks conversations with an agent, and then those that wait longest; cut to a bounded
 *     number
 * @param minutes the last half hour, oldest first
 */
public record Floor(
    Instant at, List<Queue> queues, List<Agent> agents, List<Talk> talks, List<Minute> minutes) {

  /**
   * @param agents how many are here, available and of that skill
   * @param waitSeconds how long one more would have to wait
   */
  public record Queue(
      String skill, int waiting, int longestWaitSeconds, int waitSeconds, int agents) {}

  /**
   * @param state {@code available}, {@code busy} (no capacity left) or {@code away}
   * @param reason why they are away
   * @param load how many conversations they have
   */
  public record Agent(
      String user,
      String name,
      String role,
      List<String> skills,
      String state,
      String reason,
      int load,
      int capacity) {}

  /**
   * @param agent the user name of who has it; empty: it waits
   * @param since when the wait began
   */
  public record Talk(
      ConversationId conversation,
      String customer,
      String tier,
      String skill,
      String agent,
      Instant since) {}

  /**
   * @param answered how many were given to an agent in that minute
   * @param inTime how many of them within 20 seconds
   * @param waitSeconds what they waited together
   * @param abandoned how many went before
   */
  public record Minute(Instant from, int answered, int inTime, long waitSeconds, int abandoned) {}
}
