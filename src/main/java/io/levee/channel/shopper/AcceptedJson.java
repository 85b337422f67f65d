package io.levee.channel.shopper;

import io.levee.channel.Outcome;
import io.levee.channel.wire.MessageJson;
import io.levee.conversation.Message;
import io.levee.conversation.Place;
import io.levee.json.JsonBytes;

/** What a message that was taken is answered with over HTTP. */
final class AcceptedJson {
  private static final int ROOM = 1_024;

  private static final byte[] CONVERSATION = JsonBytes.ascii("{\"conversationId\":");
  private static final byte[] MESSAGE_ID = JsonBytes.ascii(",\"messageId\":");
  private static final byte[] SEQ = JsonBytes.ascii(",\"seq\":");
  private static final byte[] DUPLICATE = JsonBytes.ascii(",\"duplicate\":");
  private static final byte[] PENDING = JsonBytes.ascii(",\"pending\":");
  private static final byte[] HANDLED_BY = JsonBytes.ascii(",\"handledBy\":");
  private static final byte[] DEGRADED = JsonBytes.ascii(",\"degraded\":");
  private static final byte[] SENTIMENT = JsonBytes.ascii(",\"sentiment\":");
  private static final byte[] REPLIES = JsonBytes.ascii(",\"replies\":[");
  private static final byte[] NEXT = JsonBytes.ascii(",");
  private static final byte[] END_ARRAY = JsonBytes.ascii("]");
  private static final byte[] QUEUE = JsonBytes.ascii(",\"queue\":{\"position\":");
  private static final byte[] WAIT = JsonBytes.ascii(",\"waitSeconds\":");
  private static final byte[] END = JsonBytes.ascii("}");

  private AcceptedJson() {}

  static JsonBytes of(Outcome.Accepted accepted) {
    JsonBytes json = new JsonBytes(ROOM);
    json.raw(CONVERSATION).id(accepted.conversation().value());
    json.raw(MESSAGE_ID).string(accepted.messageId());
    json.raw(SEQ).number(accepted.seq());
    json.raw(DUPLICATE).flag(accepted.duplicate());
    json.raw(PENDING).flag(accepted.pending());
    json.raw(HANDLED_BY).string(accepted.handledBy().wire());
    json.raw(DEGRADED).flag(accepted.degraded());
    if (accepted.understood().isPresent()) {
      MessageJson.intent(json, accepted.understood().get());
      json.raw(SENTIMENT).number(accepted.understood().get().sentiment());
    }
    json.raw(REPLIES);
    boolean first = true;
    for (Message reply : accepted.replies()) {
      if (!first) {
        json.raw(NEXT);
      }
      MessageJson.history(json, reply);
      first = false;
    }
    json.raw(END_ARRAY);
    accepted.place().ifPresent(place -> queue(json, place));
    return json.raw(END);
  }

  private static void queue(JsonBytes json, Place place) {
    json.raw(QUEUE).number(place.position());
    json.raw(WAIT).number(place.waitSeconds());
    json.raw(END);
  }
}
