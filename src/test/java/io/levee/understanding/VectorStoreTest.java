package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.understanding.VectorStore.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VectorStoreTest {
  @TempDir private Path directory;
  private Path file;
  private VectorStore store;

  @BeforeEach
  void place() {
    file = directory.resolve("new").resolve("model.vectors");
    store = new VectorStore(file, 4, 10);
  }

  private static List<Stored> vectors(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                new Stored(
                    TextHash.of("text " + i), QuantizedVector.of(new float[] {i + 1, -1, 0.5f, 0})))
        .toList();
  }

  private static List<TextHash> hashes(List<Stored> all) {
    return all.stream().map(Stored::of).toList();
  }

  @Test
  void whatWasAppendedIsReadByAnother() throws IOException {
    store.append(vectors(0, 3));
    store.append(vectors(3, 5));

    List<Stored> read = new VectorStore(file, 4, 10).load();

    assertThat(hashes(read)).isEqualTo(hashes(vectors(0, 5)));
    for (int i = 0; i < 5; i++) {
      assertThat(read.get(i).vector().bytes()).isEqualTo(vectors(i, i + 1).get(0).vector().bytes());
      assertThat(read.get(i).vector().scale()).isEqualTo(vectors(i, i + 1).get(0).vector().scale());
    }
  }

  @Test
  void nothingIsThereAtFirst() throws IOException {
    assertThat(store.load()).isEmpty();
  }

  @Test
  void aTornEndIsWrittenOver() throws IOException {
    store.append(vectors(0, 3));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));

    assertThat(hashes(store.load())).isEqualTo(hashes(vectors(0, 2)));
    store.append(vectors(7, 8));

    assertThat(hashes(store.load()))
        .containsExactly(TextHash.of("text 0"), TextHash.of("text 1"), TextHash.of("text 7"));
  }

  @Test
  void aDamagedVectorIsLeftOut() throws IOException {
    store.append(vectors(0, 3));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 6] ^= 1;
    Files.write(file, bytes);

    assertThat(hashes(store.load())).isEqualTo(hashes(vectors(0, 2)));
  }

  @Test
  void aForeignFileIsReplaced() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "something else altogether", StandardOpenOption.CREATE);

    assertThat(store.load()).isEmpty();
    store.append(vectors(0, 1));

    assertThat(store.load()).hasSize(1);
  }

  @Test
  void theFileStaysWithinItsBoundAndKeepsTheNewest() throws IOException {
    for (int i = 0; i < 12; i++) {
      store.append(vectors(i * 2, i * 2 + 2));
      assertThat(store.load()).hasSizeLessThanOrEqualTo(10);
    }
    assertThat(hashes(store.load())).endsWith(TextHash.of("text 23"));
    store.append(vectors(100, 130));
    assertThat(store.load()).hasSize(10);
  }

  @Test
  void storesOfOneFileMayWriteAtOnce() throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> written = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int from = i * 5;
        VectorStore another = new VectorStore(file, 4, 100);
        written.add(
            writers.submit(
                () -> {
                  another.append(vectors(from, from + 5));
                  return another.load();
                }));
      }
      for (Future<?> one : written) {
        one.get();
      }
    }
    assertThat(hashes(new VectorStore(file, 4, 100).load()))
        .containsExactlyInAnyOrderElementsOf(hashes(vectors(0, 40)));
  }

  @Test
  void processesMayShareAFile() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  VectorStoreTest.class.getName(),
                  file.toString(),
                  String.valueOf(i * 50))
              .inheritIO()
              .start());
    }
    for (int i = 100; i < 150; i++) {
      new VectorStore(file, 4, 1_000).append(vectors(i, i + 1));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(hashes(new VectorStore(file, 4, 1_000).load()))
        .containsExactlyInAnyOrderElementsOf(hashes(vectors(0, 150)));
  }

  /** Another process: appends fifty vectors to the file, one by one. */
  public static void main(String[] args) throws IOException {
    int from = Integer.parseInt(args[1]);
    for (int i = from; i < from + 50; i++) {
      new VectorStore(Path.of(args[0]), 4, 1_000).append(vectors(i, i + 1));
    }
  }
}
