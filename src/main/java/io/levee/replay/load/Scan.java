package io.levee.replay.load;

/**
 * Reads the few fields of a frame or an answer that the load tester needs, in one pass over its
 * bytes and without making objects: parsing each into a tree costs more than all the rest. What
 * stands in texts or deeper objects is stepped over. Not safe for several threads.
 */
final class Scan {
  /** What a frame is. */
  enum Type {
    ACK,
    MESSAGE,
    BUSY,
    WELCOME,
    JOINED,
    LEFT,
    ERROR,
    OTHER
  }

  Type type;
  int seq;

  /** The number of a message of ours; -1: none, or not ours. */
  long message;

  boolean hasConversation;
  long conversationHigh;
  long conversationLow;

  /** The first letter of the sender: c, b, a or s; 0: not said. */
  byte from;

  boolean closedEvent;
  boolean duplicate;
  boolean degraded;
  boolean human;
  int retryAfterMillis;

  /** In an answer over HTTP: how many replies, and their numbers. */
  int replies;

  int firstReply;
  int lastReply;
  boolean repliesInOrder;

  private byte[] bytes;

  /**
   * @return false when it is no JSON object; the fields mean nothing then
   */
  boolean read(byte[] in, int start, int end) {
    bytes = in;
    type = Type.OTHER;
    seq = 0;
    message = -1;
    hasConversation = false;
    from = 0;
    closedEvent = false;
    duplicate = false;
    degraded = false;
    human = false;
    retryAfterMillis = 0;
    replies = 0;
    firstReply = 0;
    lastReply = 0;
    repliesInOrder = true;
    try {
      int i = space(start);
      return i < end && bytes[i] == '{' && object(i, false) <= end;
    } catch (ArrayIndexOutOfBoundsException cutShort) {
      return false;
    } finally {
      bytes = null;
    }
  }

  /**
   * @param reply only the number is of interest
   * @return after it
   */
  private int object(int open, boolean reply) {
    int i = space(open + 1);
    while (bytes[i] != '}') {
      int key = i + 1;
      int keyEnd = string(i);
      i = space(keyEnd + 1);
      i = space(i + 1);
      i = space(reply ? replyField(key, keyEnd, i) : field(key, keyEnd, i));
      if (bytes[i] == ',') {
        i = space(i + 1);
      }
    }
    return i + 1;
  }

  private int replyField(int key, int keyEnd, int value) {
    if (keyEnd - key == 3 && bytes[key] == 's' && bytes[key + 1] == 'e') {
      int number = (int) number(value);
      repliesInOrder &= replies == 0 || number == lastReply + 1;
      firstReply = replies == 0 ? number : firstReply;
      lastReply = number;
      replies++;
    }
    return skip(value);
  }

  private int field(int key, int keyEnd, int value) {
    byte first = bytes[key];
    switch (keyEnd - key) {
      case 3 -> {
        if (first == 's' && bytes[key + 1] == 'e') {
          seq = (int) number(value);
        }
      }
      case 4 -> {
        if (first == 't' && bytes[key + 1] == 'y') {
          type = type(value + 1, string(value));
        } else if (first == 'f' && bytes[key + 1] == 'r') {
          from = bytes[value + 1];
        }
      }
      case 5 -> {
        if (first == 'e' && bytes[key + 1] == 'v') {
          closedEvent = bytes[value + 1] == 'c' && bytes[value + 2] == 'l';
        }
      }
      case 7 -> {
        if (first == 'r' && bytes[key + 3] == 'l' && bytes[value] == '[') {
          return replies(value);
        }
      }
      case 8 -> degraded |= first == 'd' && bytes[value] == 't';
      case 9 -> {
        switch (first) {
          case 'm' -> message = ours(value);
          case 'd' -> duplicate = bytes[value] == 't';
          case 'h' -> human = bytes[value + 1] == 'h';
          default -> {}
        }
      }
      case 14 -> {
        if (first == 'c' && bytes[value] == '"') {
          conversation(value + 1);
        }
      }
      case 16 -> {
        if (first == 'r') {
          retryAfterMillis = (int) number(value);
        }
      }
      default -> {}
    }
    return skip(value);
  }

  private int replies(int open) {
    int i = space(open + 1);
    while (bytes[i] != ']') {
      i = space(bytes[i] == '{' ? object(i, true) : skip(i));
      if (bytes[i] == ',') {
        i = space(i + 1);
      }
    }
    return i + 1;
  }

  private Type type(int start, int end) {
    byte first = bytes[start];
    return switch (end - start) {
      case 3 -> first == 'a' ? Type.ACK : Type.OTHER;
      case 4 -> first == 'b' ? Type.BUSY : first == 'l' ? Type.LEFT : Type.OTHER;
      case 5 -> first == 'e' ? Type.ERROR : Type.OTHER;
      case 6 -> first == 'j' ? Type.JOINED : Type.OTHER;
      case 7 -> first == 'm' ? Type.MESSAGE : first == 'w' ? Type.WELCOME : Type.OTHER;
      default -> Type.OTHER;
    };
  }

  /** Ours are an m and a number. */
  private long ours(int value) {
    if (bytes[value] != '"' || bytes[value + 1] != 'm') {
      return -1;
    }
    int i = value + 2;
    long number = 0;
    while (bytes[i] >= '0' && bytes[i] <= '9') {
      number = number * 10 + bytes[i++] - '0';
    }
    return bytes[i] == '"' && i > value + 2 ? number : -1;
  }

  private void conversation(int start) {
    long high = 0;
    long low = 0;
    int digits = 0;
    for (int i = start; bytes[i] != '"'; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit >= 0) {
        if (digits < 16) {
          high = high << 4 | digit;
        } else {
          low = low << 4 | digit;
        }
        digits++;
      }
    }
    hasConversation = digits == 32;
    conversationHigh = high;
    conversationLow = low;
  }

  private long number(int value) {
    long number = 0;
    for (int i = value; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  /** Where the string that begins there ends: its closing quote. */
  private int string(int open) {
    int i = open + 1;
    while (bytes[i] != '"') {
      i += bytes[i] == '\\' ? 2 : 1;
    }
    return i;
  }

  /** After the value that begins there. */
  private int skip(int value) {
    int i = value;
    if (bytes[i] == '"') {
      return string(i) + 1;
    }
    if (bytes[i] != '{' && bytes[i] != '[') {
      while (bytes[i] != ',' && bytes[i] != '}' && bytes[i] != ']') {
        i++;
      }
      return i;
    }
    int depth = 0;
    do {
      switch (bytes[i]) {
        case '"' -> i = string(i);
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
      i++;
    } while (depth > 0);
    return i;
  }

  private int space(int at) {
    int i = at;
    while (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t') {
      i++;
    }
    return i;
  }
}
