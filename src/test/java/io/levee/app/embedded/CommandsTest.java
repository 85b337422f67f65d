package io.levee.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandsTest {
  private static final int PROGRAMS = 50;
  private static final int PADDING = 1_000_000;

  @TempDir Path directory;

  /** Without care some of these end in "Text file busy", held open by a child just forked. */
  @Test
  void whatWasJustUnpackedRunsWhileOthersAreStarted() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    Runnable starting =
        () -> {
          while (!enough.get()) {
            try {
              Commands.run(List.of("true"), directory);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    List<Thread> others = Stream.generate(() -> new Thread(starting)).limit(8).toList();
    others.forEach(Thread::start);
    try {
      for (int i = 0; i < PROGRAMS; i++) {
        Path program = directory.resolve("program" + i);
        Commands.unpack(
            () -> {
              Files.writeString(program, "#!/bin/sh\nexit 7\n" + "#".repeat(PADDING));
              return Files.setPosixFilePermissions(
                  program, PosixFilePermissions.fromString("rwx------"));
            });
        assertThat(Commands.run(List.of(program.toString()), directory).code()).isEqualTo(7);
      }
    } finally {
      enough.set(true);
      for (Thread other : others) {
        other.join();
      }
    }
  }
}
