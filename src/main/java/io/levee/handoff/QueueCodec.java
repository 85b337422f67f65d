package io.levee.handoff;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.handoff.HumanQueue.Agent;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the queue's scripts and this room tell each other. */
final class QueueCodec {
  /**
   * One step of priority outweighs every moment: moments stay below 10^13 ms until the year 2286,
   * and at {@link HumanQueue#HEAD} steps a score is still exact as a double (below 2^53).
   */
  private static final long PRIORITY_STEP = 10_000_000_000_000L;

  private QueueCodec() {}

  static String entry(Waiting waiting) {
    int priority = Math.clamp(waiting.priority(), -HumanQueue.HEAD, HumanQueue.HEAD);
    Customer customer = waiting.customer();
    return new JsonObject()
        .put("customer", customer.id())
        .put("name", customer.name())
        .put("tier", customer.tier())
        .put("skill", waiting.skill())
        .put("priority", priority)
        .put("since", waiting.since().toEpochMilli())
        .put("score", Long.toString(waiting.since().toEpochMilli() - priority * PRIORITY_STEP))
        .encode();
  }

  static String agent(Agent agent) {
    return new JsonObject()
        .put("name", agent.name())
        .put("skills", new JsonArray(List.copyOf(agent.skills())))
        .put("capacity", agent.capacity())
        .put("available", agent.available())
        .encode();
  }

  static Agent agent(String user, String text) {
    JsonObject json = new JsonObject(text);
    Set<String> skills = new LinkedHashSet<>();
    // Lua writes an empty list as an object.
    if (json.getValue("skills") instanceof JsonArray names) {
      names.forEach(name -> skills.add(name.toString()));
    }
    return new Agent(
        user,
        json.getString("name"),
        skills,
        json.getInteger("capacity"),
        json.getBoolean("available"));
  }

  /** Reads conversation and entry, one after the other. */
  static List<Assignment> assignments(String storefront, Response pairs) {
    List<Assignment> list = new ArrayList<>(pairs.size() / 2);
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      JsonObject entry = new JsonObject(pairs.get(i + 1).toString());
      list.add(
          new Assignment(
              ConversationId.parse(pairs.get(i).toString()).orElseThrow(),
              new Customer(
                  storefront,
                  entry.getString("customer"),
                  entry.getString("name"),
                  entry.getString("tier")),
              entry.getString("skill"),
              entry.getInteger("priority"),
              moment(entry.getValue("since")),
              entry.getString("agent"),
              moment(entry.getValue("at"))));
    }
    return list;
  }

  /** Lua may have written a moment as a number in any notation, or as text. */
  private static Instant moment(Object value) {
    return Instant.ofEpochMilli(new BigDecimal(value.toString()).longValue());
  }
}
