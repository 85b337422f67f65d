package io.levee.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last warnings and errors. Only what the program itself says is kept: the message without its
 * arguments and an exception's class, since values, and texts of others, may be about a person.
 */
final class RecentLines extends AppenderBase<ILoggingEvent> {
  private static final int KEPT = 20;
  private final Deque<Line> lines = new ArrayDeque<>();

  /** One line, and how often it came in a row. */
  private record Line(
      Instant at, Level level, String logger, String text, String cause, int times) {
    boolean repeats(Line other) {
      return level == other.level
          && logger.equals(other.logger)
          && text.equals(other.text)
          && cause.equals(other.cause);
    }
  }

  /** Listens from now on, to all loggers. */
  void attach() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
      setContext(logging);
      start();
      logging.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this);
    }
  }

  void detach() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
      logging.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
    }
    stop();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      return;
    }
    String name = event.getLoggerName();
    var thrown = event.getThrowableProxy();
    add(
        new Line(
            event.getInstant(),
            event.getLevel(),
            name.substring(name.lastIndexOf('.') + 1),
            String.valueOf(event.getMessage()),
            thrown == null ? "" : simple(thrown.getClassName()),
            1));
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void add(Line line) {
    synchronized (lines) {
      Line last = lines.peekFirst();
      if (last != null && last.repeats(line)) {
        lines.removeFirst();
        lines.addFirst(
            new Line(line.at, line.level, line.logger, line.text, line.cause, last.times + 1));
        return;
      }
      lines.addFirst(line);
      if (lines.size() > KEPT) {
        lines.removeLast();
      }
    }
  }

  /** The newest first. */
  JsonArray json() {
    JsonArray all = new JsonArray();
    synchronized (lines) {
      for (Line line : lines) {
        all.add(
            new JsonObject()
                .put("at", line.at.toString())
                .put("level", line.level.toString())
                .put("logger", line.logger)
                .put("text", line.text)
                .put("cause", line.cause)
                .put("times", line.times));
      }
    }
    return all;
  }
}
