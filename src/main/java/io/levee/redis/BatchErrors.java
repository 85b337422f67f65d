package io.levee.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The errors of a batch. The client reports them as one text with a line {@code ERR [index]error}
 * for each request that failed.
 */
final class BatchErrors {
  private static final Pattern LINE = Pattern.compile("(?m)^ERR \\[(\\d+)] ?(.*)$");

  private final Map<Integer, String> byIndex = new HashMap<>();

  private BatchErrors() {}

  static BatchErrors of(Throwable failure) {
    BatchErrors errors = new BatchErrors();
    Matcher line = LINE.matcher(String.valueOf(failure.getMessage()));
    while (line.find()) {
      errors.byIndex.put(Integer.parseInt(line.group(1)), line.group(2));
    }
    return errors;
  }

  /** Whether it failed for the connection's sake: no request of it has an answer of its own. */
  static boolean connectionLost(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    return text.contains("CONNECTION_CLOSED")
        || text.startsWith("Connection is closed")
        || text.startsWith("Redis waiting queue")
        || failure instanceof java.io.IOException;
  }

  /** The error of the request at that index; null when it had none. */
  String at(int index) {
    return byIndex.get(index);
  }
}
