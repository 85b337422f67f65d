package io.levee.handoff;

import io.levee.conversation.ConversationId;
import io.levee.conversation.Customer;
import io.levee.conversation.Grade;
import io.levee.handoff.HumanQueue.Agent;
import io.levee.handoff.HumanQueue.Assignment;
import io.levee.handoff.HumanQueue.Known;
import io.levee.handoff.HumanQueue.Waiting;
import io.levee.handoff.Routes.Step;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the queue's scripts and this room tell each other. */
final class QueueCodec {
  /** Outweighs every moment: moments stay below 10^13 ms until the year 2286. */
  private static final long AHEAD_OF_ALL = 10_000_000_000_000L;

  private static final int MEASURES = 9;

  private QueueCodec() {}

  /**
   * What the scripts keep of one who waits: see {@code told} in {@code prelude.lua}.
   *
   * @param begins from when on the steps of the route count
   */
  static List<String> told(Waiting waiting, HandoffConfig config, Instant begins, Instant now) {
    Instant from = begins.isAfter(now) ? begins : now;
    StringBuilder route = new StringBuilder();
    for (Step step : new Routes(config).of(skill(waiting), waiting.grade(), from)) {
      route
          .append(begins.toEpochMilli() + step.after().toMillis())
          .append('\n')
          .append(step.skill())
          .append('\n')
          .append(step.rank().level())
          .append('\n');
    }
    return List.of(
        entry(waiting),
        skill(waiting),
        Long.toString(score(waiting, config)),
        Long.toString(waiting.since().toEpochMilli()),
        waiting.customer().id(),
        route.toString(),
        Integer.toString(waiting.grade().level()));
  }

  /** Who has the lowest goes first. Exact as a double. */
  static long score(Waiting waiting, HandoffConfig config) {
    long since = waiting.since().toEpochMilli();
    if (waiting.priority() >= HumanQueue.HEAD) {
      return since - AHEAD_OF_ALL;
    }
    long most = config.maxBoost().toMillis();
    long boost = config.priorityStep().toMillis() * waiting.priority();
    return since - Math.clamp(boost, -most, most);
  }

  /** Lines separate the parts of lists, so that a name must not have any. */
  private static String skill(Waiting waiting) {
    return waiting.skill().replace('\n', ' ');
  }

  private static String entry(Waiting waiting) {
    Customer customer = waiting.customer();
    return new JsonObject()
        .put("customer", customer.id())
        .put("name", customer.name())
        .put("tier", customer.tier())
        .put("skill", waiting.skill())
        .put("priority", Math.clamp(waiting.priority(), -HumanQueue.HEAD, HumanQueue.HEAD))
        .put("since", waiting.since().toEpochMilli())
        .put("grade", waiting.grade().wire())
        .encode();
  }

  /** Name, skills, capacity, available, rank. */
  static List<String> agent(Agent agent) {
    return List.of(
        agent.name(),
        String.join("\n", agent.skills()),
        Integer.toString(agent.capacity()),
        agent.available() ? "1" : "0",
        Integer.toString(agent.rank().level()));
  }

  static Known known(String user, Response told) {
    return new Known(
        agent(user, told),
        told.get(5).toString().equals("1"),
        told.get(6).toString(),
        told.get(7).toLong(),
        told.get(8) != null);
  }

  private static Agent agent(String user, Response told) {
    String skills = told.get(1).toString();
    Set<String> all = skills.isEmpty() ? Set.of() : new LinkedHashSet<>(skills.lines().toList());
    return new Agent(
        user,
        told.get(0).toString(),
        all,
        told.get(2).toInteger(),
        told.get(3).toString().equals("1"),
        Rank.ofLevel(told.get(4).toInteger()));
  }

  /** Reads conversation, entry, agent and moment, one after the other. */
  static List<Assignment> assignments(String storefront, Response all, int from) {
    List<Assignment> list = new ArrayList<>(all.size() / 4);
    for (int i = from; i + 3 < all.size(); i += 4) {
      ConversationId id = ConversationId.parse(all.get(i).toString()).orElseThrow();
      Waiting one = waiting(storefront, id, all.get(i + 1));
      list.add(
          new Assignment(
              id,
              one.customer(),
              one.skill(),
              one.priority(),
              one.since(),
              one.grade(),
              all.get(i + 2).toString(),
              Instant.ofEpochMilli(all.get(i + 3).toLong())));
    }
    return list;
  }

  /** Reads what {@link #entry} wrote. */
  static Waiting waiting(String storefront, ConversationId conversation, Response told) {
    JsonObject entry = new JsonObject(told.toString());
    return new Waiting(
        conversation,
        new Customer(
            storefront,
            entry.getString("customer"),
            entry.getString("name"),
            entry.getString("tier")),
        entry.getString("skill"),
        entry.getInteger("priority"),
        Instant.ofEpochMilli(entry.getLong("since")),
        Grade.ofWire(entry.getString("grade")));
  }

  static Measured measured(Response all) {
    List<Double> elapsed = new ArrayList<>();
    for (int i = MEASURES; i < all.size(); i++) {
      elapsed.add(number(all.get(i)));
    }
    return new Measured(
        Math.max(0, all.get(0).toInteger()),
        number(all.get(1)),
        number(all.get(2)),
        number(all.get(3)),
        number(all.get(4)),
        number(all.get(5)),
        number(all.get(6)),
        number(all.get(7)),
        number(all.get(8)),
        elapsed);
  }

  static WaitEstimate estimate(Response measured, HandoffConfig config) {
    return new WaitEstimate(
        measured(measured), millis(config.handlingTime()), millis(config.patience()));
  }

  private static double millis(Duration time) {
    return time.toMillis();
  }

  private static double number(Response text) {
    return Double.parseDouble(text.toString());
  }
}
