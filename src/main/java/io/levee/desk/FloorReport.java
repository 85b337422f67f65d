package io.levee.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.levee.channel.agent.Floor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What one gateway says of one storefront when a supervisor looks. */
record FloorReport(List<Floor.Agent> agents, List<Floor.Minute> minutes) {
  static final String AVAILABLE = "available";
  static final String BUSY = "busy";
  static final String AWAY = "away";
  private static final ObjectMapper JSON = new ObjectMapper();

  static FloorReport of(String storefront, Collection<LocalAgent> agents, ServiceLevel service) {
    List<Floor.Agent> here =
        agents.stream()
            .filter(agent -> agent.storefront().equals(storefront))
            .map(FloorReport::agent)
            .toList();
    return new FloorReport(here, service.minutes(storefront));
  }

  private static Floor.Agent agent(LocalAgent agent) {
    return new Floor.Agent(
        agent.user,
        agent.account.name(),
        agent.account.role(),
        agent.account.skills(),
        agent.available ? AVAILABLE : AWAY,
        agent.reason,
        agent.desk.size(),
        agent.capacity);
  }

  String write() throws JsonProcessingException {
    ObjectNode report = JSON.createObjectNode();
    ArrayNode people = report.putArray("agents");
    for (Floor.Agent one : agents) {
      ObjectNode row =
          people
              .addObject()
              .put("user", one.user())
              .put("name", one.name())
              .put("role", one.role())
              .put("state", one.state())
              .put("reason", one.reason())
              .put("load", one.load())
              .put("capacity", one.capacity());
      ArrayNode skills = row.putArray("skills");
      one.skills().forEach(skills::add);
    }
    ArrayNode times = report.putArray("minutes");
    for (Floor.Minute one : minutes) {
      times
          .addObject()
          .put("from", one.from().getEpochSecond())
          .put("answered", one.answered())
          .put("inTime", one.inTime())
          .put("waitSeconds", one.waitSeconds())
          .put("abandoned", one.abandoned());
    }
    return JSON.writeValueAsString(report);
  }

  /** Empty when it is none: another version wrote it. */
  static Optional<FloorReport> read(String text) {
    try {
      JsonNode report = JSON.readTree(text);
      List<Floor.Agent> agents = new ArrayList<>();
      report.path("agents").forEach(row -> agents.add(agent(row)));
      List<Floor.Minute> minutes = new ArrayList<>();
      report.path("minutes").forEach(row -> minutes.add(minute(row)));
      return Optional.of(new FloorReport(agents, minutes));
    } catch (JsonProcessingException notOurs) {
      return Optional.empty();
    }
  }

  private static Floor.Agent agent(JsonNode row) {
    List<String> skills = new ArrayList<>();
    row.path("skills").forEach(skill -> skills.add(skill.asText()));
    return new Floor.Agent(
        row.path("user").asText(),
        row.path("name").asText(),
        row.path("role").asText(),
        skills,
        row.path("state").asText(),
        row.path("reason").asText(),
        row.path("load").asInt(),
        row.path("capacity").asInt());
  }

  private static Floor.Minute minute(JsonNode row) {
    return new Floor.Minute(
        Instant.ofEpochSecond(row.path("from").asLong()),
        row.path("answered").asInt(),
        row.path("inTime").asInt(),
        row.path("waitSeconds").asLong(),
        row.path("abandoned").asInt());
  }
}
