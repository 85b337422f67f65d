package io.levee.channel.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What supervisors see, as it goes over the wire. */
final class FloorJson {
  private FloorJson() {}

  static void write(JsonGenerator json, Floor floor) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "overview");
    json.writeStringField("at", floor.at().toString());
    json.writeArrayFieldStart("queues");
    for (Floor.Queue queue : floor.queues()) {
      queue(json, queue);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("agents");
    for (Floor.Agent agent : floor.agents()) {
      agent(json, agent);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("conversations");
    for (Floor.Talk talk : floor.talks()) {
      talk(json, talk);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("minutes");
    for (Floor.Minute minute : floor.minutes()) {
      minute(json, minute);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void queue(JsonGenerator json, Floor.Queue queue) throws IOException {
    json.writeStartObject();
    json.writeStringField("skill", queue.skill());
    json.writeNumberField("waiting", queue.waiting());
    json.writeNumberField("longestWaitSeconds", queue.longestWaitSeconds());
    json.writeNumberField("waitSeconds", queue.waitSeconds());
    json.writeNumberField("agents", queue.agents());
    json.writeEndObject();
  }

  private static void agent(JsonGenerator json, Floor.Agent agent) throws IOException {
    json.writeStartObject();
    json.writeStringField("user", agent.user());
    json.writeStringField("name", agent.name());
    json.writeStringField("role", agent.role());
    PacketJson.texts(json, "skills", agent.skills());
    json.writeStringField("state", agent.state());
    json.writeStringField("reason", agent.reason());
    json.writeNumberField("load", agent.load());
    json.writeNumberField("capacity", agent.capacity());
    json.writeEndObject();
  }

  private static void talk(JsonGenerator json, Floor.Talk talk) throws IOException {
    json.writeStartObject();
    json.writeStringField("conversationId", talk.conversation().toString());
    json.writeStringField("customer", talk.customer());
    json.writeStringField("tier", talk.tier());
    json.writeStringField("skill", talk.skill());
    json.writeStringField("agent", talk.agent());
    json.writeStringField("since", talk.since().toString());
    json.writeEndObject();
  }

  private static void minute(JsonGenerator json, Floor.Minute minute) throws IOException {
    json.writeStartObject();
    json.writeStringField("from", minute.from().toString());
    json.writeNumberField("answered", minute.answered());
    json.writeNumberField("inTime", minute.inTime());
    json.writeNumberField("waitSeconds", minute.waitSeconds());
    json.writeNumberField("abandoned", minute.abandoned());
    json.writeEndObject();
  }
}
