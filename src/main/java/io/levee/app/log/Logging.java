package io.levee.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a {@link LogConfig} into force. */
public final class Logging {

  private Logging() {}

  /** Before anything logs: Vert.x asks once, at its first use. */
  public static void claimVertx() {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
  }

  /**
   * Replaces what logback was set up with.
   *
   * @param terminal whether a person looks at the output
   */
  public static void start(LogConfig config, boolean terminal) {
    boolean json =
        switch (config.format()) {
          case JSON -> true;
          case TEXT -> false;
          case AUTO -> !terminal;
        };
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    URL setup = Logging.class.getResource(json ? "json.xml" : "text.xml");
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    context.reset();
    try {
      configurator.doConfigure(setup);
    } catch (JoranException e) {
      throw new IllegalStateException("cannot set logging up from " + setup, e);
    }
    level(config);
  }

  /** Takes over a new level while running. */
  public static void level(LogConfig config) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(config.level().name()));
    // Others' chatter would drown our own.
    Level others = config.level() == LogConfig.Level.ERROR ? Level.ERROR : Level.WARN;
    for (String name : List.of("io.netty", "io.vertx", "org.flywaydb", "io.zonky")) {
      context.getLogger(name).setLevel(others);
    }
    // They warn of graphics cards that nobody asked for, and of gauges that each event loop
    // registers.
    context.getLogger("ai.djl").setLevel(Level.ERROR);
    context.getLogger("io.micrometer.core.instrument.MeterRegistry").setLevel(Level.ERROR);
  }
}
