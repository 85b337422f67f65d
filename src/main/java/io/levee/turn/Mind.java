package io.levee.turn;

import io.levee.conversation.Inbound;
import io.levee.conversation.Session;
import io.vertx.core.Future;

/** Makes up the bot's mind about one message: hear, plan, gather, decide. Reads only. */
interface Mind {

  /**
   * @param session as it stands before the message; not closed, not with a person
   * @return completes on the caller's event loop, at once when the text was heard before and
   *     nothing need be looked up; never fails
   */
  Future<Thought> think(Session session, Inbound message);
}
