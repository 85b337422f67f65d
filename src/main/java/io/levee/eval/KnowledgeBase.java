package io.levee.eval;

import io.levee.knowledge.KnowledgeConfig;
import io.levee.knowledge.KnowledgeFault;
import io.levee.knowledge.KnowledgeLoader;
import io.levee.knowledge.LoadResult;
import io.levee.understanding.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is to be learned, from a table or from the shop's own knowledge files. */
final class KnowledgeBase {
  private KnowledgeBase() {}

  /**
   * @param path {@code id<TAB>question} a line, or a YAML file or directory of them
   * @throws IOException saying what cannot be read or is wrong
   */
  static List<Phrase> read(Path path, KnowledgeConfig config) throws IOException {
    String name = path.getFileName() == null ? "" : path.getFileName().toString();
    if (!Files.isDirectory(path) && !name.endsWith(".yaml") && !name.endsWith(".yml")) {
      return phrases(Labelled.read(path));
    }
    return switch (KnowledgeLoader.load(path, config)) {
      case LoadResult.Loaded(var knowledge, var warnings) ->
          knowledge.entries().stream()
              .flatMap(entry -> entry.phrases().stream().map(text -> new Phrase(entry.id(), text)))
              .toList();
      case LoadResult.Invalid(var faults) ->
          throw new IOException(
              faults.stream()
                  .map(KnowledgeFault::toString)
                  .collect(Collectors.joining(System.lineSeparator())));
    };
  }

  static List<Phrase> phrases(List<Labelled> lines) {
    return lines.stream().map(line -> new Phrase(line.label(), line.text())).toList();
  }

  /** Each intent's first phrase. */
  static Map<String, String> names(List<Phrase> phrases) {
    Map<String, String> names = new LinkedHashMap<>();
    phrases.forEach(phrase -> names.putIfAbsent(phrase.intent(), phrase.text()));
    return names;
  }
}
