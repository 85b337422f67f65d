package io.levee.app.log;

import io.levee.settings.Fault;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.util.List;

/** What is logged, and how. */
public record LogConfig(
    @Setting(
            value = "auto",
            doc =
                "`json`: one JSON object a line, times in UTC; `text`: for people; `auto`: text on a"
                    + " terminal, else json.")
        Format format,
    @Setting(
            value = "info",
            doc = "The least that is logged: `error`, `warn`, `info`, `debug` or `trace`.",
            live = true)
        Level level)
    implements Section {

  /** How a line looks. */
  public enum Format {
    AUTO,
    JSON,
    TEXT
  }

  /** How much is logged. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  @Override
  public List<Fault> faults() {
    return List.of();
  }
}
