package io.levee.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads and checks a directory of knowledge files, whole: every fault of every file is told at
 * once, with its line. Blocks; not for an event loop.
 */
public final class KnowledgeLoader {
  private static final int VERSION_LENGTH = 12;

  private final Path directory;
  private final KnowledgeConfig config;
  private final FaultList faults = new FaultList();
  private final MessageDigest digest = sha256();

  private KnowledgeLoader(Path directory, KnowledgeConfig config) {
    this.directory = directory;
    this.config = config;
  }

  /**
   * @param config valid
   * @return never fails: files that cannot be read are faults too
   */
  public static LoadResult load(Path directory, KnowledgeConfig config) {
    return new KnowledgeLoader(directory, config).load();
  }

  private LoadResult load() {
    List<Draft> drafts = new ArrayList<>();
    for (Path file : files()) {
      drafts.addAll(drafts(file));
    }
    new CrossCheck(drafts, config, faults).run();
    if (!faults.faults().isEmpty()) {
      return new LoadResult.Invalid(faults.faults());
    }
    String version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
    return new LoadResult.Loaded(
        new Knowledge(
            version, ZoneId.of(config.zone()), drafts.stream().map(Draft::entry).toList()),
        faults.warnings());
  }

  private List<Path> files() {
    Spot whole = new Spot(directory.toString(), 0);
    try {
      List<Path> files = KnowledgeFiles.list(directory, config.maxFiles() + 1);
      if (files.isEmpty()) {
        faults.fault(whole, "has no .yaml file; put the shop's knowledge there");
      } else if (files.size() > config.maxFiles()) {
        faults.fault(whole, "has too many files; knowledge.maxFiles is " + config.maxFiles());
        return List.of();
      }
      return files;
    } catch (NoSuchFileException | NotDirectoryException none) {
      faults.fault(whole, "is no directory; create it or set knowledge.directory");
    } catch (IOException broken) {
      faults.fault(whole, "cannot be read: " + broken);
    }
    return List.of();
  }

  private List<Draft> drafts(Path path) {
    String file = path.toString();
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(config.maxFileBytes() + 1);
      if (bytes.length > config.maxFileBytes()) {
        faults.fault(
            new Spot(file, 0),
            "is longer than knowledge.maxFileBytes, " + config.maxFileBytes() + "; split it");
        return List.of();
      }
      digest.update(path.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(bytes);
      return YamlFile.parse(file, bytes, faults)
          .map(document -> new EntryReader(file, config, faults).read(document))
          .orElse(List.of());
    } catch (IOException broken) {
      faults.fault(new Spot(file, 0), "cannot be read: " + broken);
      return List.of();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
