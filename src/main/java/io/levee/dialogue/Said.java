package io.levee.dialogue;

import io.levee.conversation.Session;
import java.util.List;

/**
 * A text in a talk.
 *
 * @param utterance as typed
 * @param text the option that is meant, word for word, or what was typed
 * @param chosen whether it is one of the options that were offered
 */
public record Said(Utterance utterance, String text, boolean chosen) {

  /**
   * To be asked before the text is understood.
   *
   * @param session as it stands before the text
   */
  public static Said in(Session session, Utterance utterance) {
    List<String> offered = session.talk().offered();
    if (offered.isEmpty()) {
      return new Said(utterance, utterance.text(), false);
    }
    String text = Choice.among(offered, utterance);
    return new Said(utterance, text, offered.contains(text));
  }
}
