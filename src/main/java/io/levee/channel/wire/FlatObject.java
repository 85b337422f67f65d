package io.levee.channel.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads the objects that nearly all messages are: flat, short, of texts without escapes. All others
 * it leaves to the parser, what is wrong among them too.
 */
final class FlatObject {
  private static final int LONGEST = 16_384;

  private final String json;
  private int at;

  private FlatObject(String json) {
    this.json = json;
  }

  /**
   * @return the object as the parser would read it; null where it must be asked
   */
  static ObjectNode of(String json) {
    return json.length() > LONGEST ? null : new FlatObject(json).read();
  }

  private ObjectNode read() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    if (!sees('{')) {
      return null;
    }
    do {
      String name = text();
      if (name == null || !sees(':')) {
        return null;
      }
      String value = text();
      if (value == null || object.has(name)) {
        return null;
      }
      object.put(name, value);
    } while (sees(','));
    return sees('}') && isOver() ? object : null;
  }

  /** Passes that character, and spaces before it. */
  private boolean sees(char wanted) {
    passSpaces();
    if (at < json.length() && json.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private boolean isOver() {
    passSpaces();
    return at == json.length();
  }

  private void passSpaces() {
    while (at < json.length() && isSpace(json.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private String text() {
    if (!sees('"')) {
      return null;
    }
    int start = at;
    for (; at < json.length(); at++) {
      char c = json.charAt(at);
      if (c == '"') {
        return json.substring(start, at++);
      }
      if (c == '\\' || c < ' ') {
        return null;
      }
    }
    return null;
  }
}
