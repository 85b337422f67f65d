package io.levee.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class ConfigWatcherTest {
  @TempDir private Path dir;
  private Path file;
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private ConfigWatcher<Root> watcher;

  record Root(
      @Setting(value = "1", doc = "", live = true) int limit,
      @Setting(value = "8080", doc = "") int port)
      implements Section {
    @Override
    public List<Fault> faults() {
      return new Faults().within("limit", limit, 1, 100).list();
    }
  }

  @BeforeEach
  void start() throws IOException {
    logged.list = new CopyOnWriteArrayList<>();
    logged.start();
    logger().addAppender(logged);
    logger().setLevel(Level.INFO);
    file = Files.writeString(dir.resolve("levee.yaml"), "limit: 1\n");
    Sources sources = new Sources(file, Map.of(), List.of());
    watcher =
        new ConfigWatcher<>(
            sources.load(Root.class).config(),
            () -> sources.load(Root.class),
            file,
            Duration.ofMillis(20));
  }

  @AfterEach
  void stop() {
    watcher.close();
    logger().detachAppender(logged);
    logger().setLevel(null);
  }

  @Test
  void takesAChangedFileOverAndTellsWhoListens() throws IOException {
    List<Integer> told = new CopyOnWriteArrayList<>();
    watcher.onChange(root -> told.add(root.limit()));
    Files.writeString(file, "limit: 22\n");
    await().until(() -> watcher.get().limit() == 22);
    await().until(() -> told.equals(List.of(22)));
    awaitLogged("[limit] now in force");
  }

  @Test
  void keepsTheOldOneWhenTheNewHasFaultsAndLogsEach() throws IOException {
    Root before = watcher.get();
    Files.writeString(file, "limit: 1000\nportt: 1\n");
    awaitLogged("limit is 1000; give a number from 1 to 100");
    awaitLogged("portt is no key that there is; did you mean port?");
    assertThat(watcher.get()).isSameAs(before);
  }

  @Test
  void saysWhichKeysNeedARestart() throws IOException {
    Files.writeString(file, "limit: 5\nport: 9090\n");
    awaitLogged("a restart is needed for [port]");
    awaitLogged("[limit] now in force");
  }

  @Test
  void readsAgainWhenTold() {
    watcher.reload();
    awaitLogged("nothing new now in force");
  }

  private void awaitLogged(String part) {
    await()
        .untilAsserted(
            () ->
                assertThat(logged.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(message -> message.contains(part)));
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(ConfigWatcher.class);
  }
}
