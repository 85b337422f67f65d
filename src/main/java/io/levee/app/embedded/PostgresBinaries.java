package io.levee.app.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the artifact of this platform. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** Unpacks them to {@code directory} unless they are there; safe to do by several at once. */
  static void unpack(Path directory) throws IOException {
    if (Files.isExecutable(directory.resolve("bin/postgres"))) {
      return;
    }
    Path parent = Files.createDirectories(directory.toAbsolutePath().getParent());
    Path fresh = Files.createTempDirectory(parent, "unpacking");
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Commands.unpack(
          () -> {
            try (InputStream packed = packed()) {
              unpack(packed, fresh);
            }
            return Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
          });
    } catch (IOException e) {
      delete(fresh);
      // Somebody else may have been first: how a file system says so differs.
      if (!Files.isExecutable(directory.resolve("bin/postgres"))) {
        throw e;
      }
    }
  }

  private static InputStream packed() throws IOException {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    String machine = System.getProperty("os.arch");
    for (String name :
        machine.equals("aarch64") ? List.of("arm_64", "aarch64") : List.of("x86_64")) {
      InputStream found =
          DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(mac ? "Darwin" : "Linux", name);
      if (found != null) {
        return found;
      }
    }
    throw new IOException(
        "this build brings no PostgreSQL for "
            + System.getProperty("os.name")
            + " on "
            + machine
            + "; set postgres.url to a server");
  }

  private static void unpack(InputStream packed, Path to) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path target = to.resolve(entry.getName()).normalize();
        if (!target.startsWith(to)) {
          throw new IOException("the archive points outside itself: " + entry.getName());
        }
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(
          target, target.getParent().resolve(Path.of(entry.getLinkName()).getFileName()));
    } else {
      Files.copy(tar, target);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
