package io.levee.understanding;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@link LinearModel} learned, on disk, by the hash of all that it learned from, so that a
 * restart with the same knowledge learns nothing anew. What is torn or foreign is left out. The
 * files used last are kept. Thread-safe.
 */
final class LearnedStore {
  private static final Logger log = LoggerFactory.getLogger(LearnedStore.class);

  private static final String ENDING = ".learned";
  private static final int MAGIC = 0x4C_56_4C_31; // LVL1

  /** Larger ones are learned anew: a knowledge base of that size changes often. */
  private static final long MOST_BYTES = 128L << 20;

  private static final int CHUNK = 1 << 16;

  private final Path directory; // null: nothing is kept
  private final int most;
  private final Clock clock;

  /**
   * @param directory need not exist
   * @param most files kept; none: nothing is
   */
  LearnedStore(Path directory, int most, Clock clock) {
    this.directory = most > 0 ? directory : null;
    this.most = most;
    this.clock = clock;
  }

  /** Keeps nothing. */
  static LearnedStore none() {
    return new LearnedStore(null, 0, Clock.systemUTC());
  }

  /** As {@link LinearModel#learn}, or what that gave before. */
  LinearModel learn(
      float[][] denses, SparseVector[] sparses, int features, int[] intentOf, int intents) {
    Supplier<LinearModel> anew =
        () -> LinearModel.learn(denses, sparses, features, intentOf, intents);
    int dense = denses[0].length;
    long bytes = (dense + features + 1L) * intents * Float.BYTES;
    if (directory == null || bytes > MOST_BYTES) {
      return anew.get();
    }
    Path file = directory.resolve(hash(denses, sparses, features, intentOf, intents) + ENDING);
    float[][] weights = new float[dense + features + 1][intents];
    if (read(file, weights)) {
      return LinearModel.of(weights, dense);
    }
    LinearModel learned = anew.get();
    write(file, learned.weights());
    return learned;
  }

  private static String hash(
      float[][] denses, SparseVector[] sparses, int features, int[] intentOf, int intents) {
    MessageDigest digest = TextHash.sha256();
    digest.update(ints(LinearModel.VERSION, features, intents));
    digest.update(ints(intentOf));
    for (int i = 0; i < denses.length; i++) {
      digest.update(ints(denses[i].length, sparses[i].ids().length));
      digest.update(ints(sparses[i].ids()));
      digest.update(floats(sparses[i].weights()));
      digest.update(floats(denses[i]));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static byte[] ints(int... all) {
    ByteBuffer bytes = ByteBuffer.allocate(all.length * Integer.BYTES);
    bytes.asIntBuffer().put(all);
    return bytes.array();
  }

  private static byte[] floats(float[] all) {
    ByteBuffer bytes = ByteBuffer.allocate(all.length * Float.BYTES);
    bytes.asFloatBuffer().put(all);
    return bytes.array();
  }

  /** Fills the weights in; false when they cannot be had. */
  private boolean read(Path file, float[][] weights) {
    CRC32C checksum = new CRC32C();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), CHUNK), checksum))) {
      if (in.readInt() != MAGIC) {
        return false;
      }
      byte[] row = new byte[weights[0].length * Float.BYTES];
      for (float[] one : weights) {
        in.readFully(row);
        ByteBuffer.wrap(row).asFloatBuffer().get(one);
      }
      long found = checksum.getValue();
      boolean whole = in.readLong() == found;
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      return whole;
    } catch (NoSuchFileException never) {
      return false;
    } catch (IOException e) {
      log.atWarn().setCause(e).log("What was learned cannot be read; it is learned anew");
      return false;
    }
  }

  /** Under a name of its own first, so that nobody reads half of it. */
  private void write(Path file, float[][] weights) {
    try {
      Files.createDirectories(directory);
      Path draft = Files.createTempFile(directory, "draft", ENDING);
      CRC32C checksum = new CRC32C();
      try (DataOutputStream out =
          new DataOutputStream(
              new CheckedOutputStream(
                  new BufferedOutputStream(Files.newOutputStream(draft), CHUNK), checksum))) {
        out.writeInt(MAGIC);
        for (float[] row : weights) {
          out.write(floats(row));
        }
        out.writeLong(checksum.getValue());
      }
      Files.setLastModifiedTime(draft, FileTime.from(clock.instant()));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forget();
    } catch (IOException e) {
      log.atWarn().setCause(e).log("What was learned cannot be kept; the next start learns anew");
    }
  }

  private void forget() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> old =
          files
              .filter(file -> file.toString().endsWith(ENDING))
              .sorted(Comparator.comparing(LearnedStore::used).reversed())
              .skip(most)
              .toList();
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static FileTime used(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
