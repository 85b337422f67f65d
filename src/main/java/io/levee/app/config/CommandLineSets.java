package io.levee.app.config;

import java.util.List;

/** The command line's layer: {@code --set ops.port=0}. */
final class CommandLineSets {
  static final String WHERE = "--set";

  private CommandLineSets() {}

  static Value.Fields over(Value.Fields below, List<String> sets, List<Problem> problems) {
    Value.Fields result = below;
    for (String set : sets) {
      int equals = set.indexOf('=');
      if (equals < 1) {
        problems.add(new Problem(WHERE, "", "has no value; write --set key=value"));
        continue;
      }
      List<String> path = List.of(set.substring(0, equals).strip().split("\\."));
      result = result.with(path, new Value.Text(set.substring(equals + 1), WHERE));
    }
    return result;
  }
}
