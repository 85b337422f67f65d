package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearnedStoreTest {
  private static final SparseVector WORD = new SparseVector(new int[] {1}, new float[] {1});
  private static final SparseVector OTHER = new SparseVector(new int[] {0}, new float[] {1});
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path directory;

  private LearnedStore store(int most, int second) {
    Clock clock = Clock.fixed(START.plus(Duration.ofSeconds(second)), ZoneOffset.UTC);
    return new LearnedStore(directory.resolve("kept"), most, clock);
  }

  private static float[][] learn(LearnedStore store, float x) {
    float[][] denses = {{x, 0}, {0, 1}, {1, 1}};
    SparseVector[] sparses = {WORD, OTHER, WORD};
    return store.learn(denses, sparses, 2, new int[] {0, 1, 0}, 2).weights();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("kept"))) {
      return all.toList();
    }
  }

  /** Tells what is read from what is learned anew: by a number that nobody would learn. */
  private void mark(Path file) throws IOException {
    Path other = Files.createDirectories(directory.resolve("other"));
    LearnedStore beside = new LearnedStore(other, 1, Clock.fixed(START, ZoneOffset.UTC));
    learn(beside, 7);
    try (Stream<Path> all = Files.list(other)) {
      Files.copy(all.findFirst().orElseThrow(), file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void whatWasLearnedIsReadAndNotLearnedAgain() throws IOException {
    learn(store(3, 0), 1);
    assertThat(files()).hasSize(1);
    mark(files().getFirst());

    assertThat(learn(store(3, 1), 1)).isDeepEqualTo(learn(LearnedStore.none(), 7));
  }

  @Test
  void otherExamplesAreLearnedAnew() throws IOException {
    LearnedStore store = store(3, 0);
    learn(store, 1);

    assertThat(learn(store, 2)).isDeepEqualTo(learn(LearnedStore.none(), 2));
    assertThat(files()).hasSize(2);
  }

  @Test
  void whatIsTornIsLearnedAnew() throws IOException {
    learn(store(3, 0), 1);
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 3, 10, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(learn(store(3, 0), 1)).isDeepEqualTo(learn(LearnedStore.none(), 1));
    }
    whole[8] ^= 1;
    Files.write(file, whole);
    assertThat(learn(store(3, 0), 1)).isDeepEqualTo(learn(LearnedStore.none(), 1));
  }

  @Test
  void whatWasNotUsedForLongestIsForgotten() throws IOException {
    learn(store(2, 0), 1);
    Path first = files().getFirst();
    learn(store(2, 1), 2);
    learn(store(2, 2), 1);
    learn(store(2, 3), 3);

    assertThat(files()).hasSize(2).contains(first);
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNoObstacle() throws IOException {
    Files.writeString(directory.resolve("kept"), "a file where the directory should be");

    assertThat(learn(store(2, 0), 1)).isDeepEqualTo(learn(LearnedStore.none(), 1));
  }
}
