package io.levee.knowledge;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Bytes to YAML nodes, which know their lines. Nodes only: no Java object is ever made of a tag,
 * and aliases and depth are bounded.
 */
final class YamlFile {
  private static final int MAX_ALIASES = 50;
  private static final int MAX_DEPTH = 12;

  private YamlFile() {}

  /** The file's one document; empty when it has none, or a fault, which is then told. */
  static Optional<Node> parse(String file, byte[] bytes, FaultList faults) {
    Optional<String> text = decode(file, bytes, faults);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(Math.max(1, bytes.length));
    try {
      Optional<Node> node =
          Optional.ofNullable(new Yaml(options).compose(new StringReader(text.get())));
      if (node.isEmpty()) {
        faults.fault(new Spot(file, 1), "is empty; it needs `entries:`");
      }
      return node;
    } catch (MarkedYAMLException wrong) {
      int line = wrong.getProblemMark() == null ? 1 : wrong.getProblemMark().getLine() + 1;
      faults.fault(new Spot(file, line), "is not YAML: " + wrong.getProblem());
    } catch (ReaderException wrong) {
      faults.fault(
          new Spot(file, 1 + newlines(text.get(), wrong.getPosition())),
          "has the unprintable character U+%04X; remove it".formatted(wrong.getCodePoint()));
    } catch (YAMLException wrong) {
      faults.fault(new Spot(file, 1), "is not YAML: " + wrong.getMessage());
    }
    return Optional.empty();
  }

  private static Optional<String> decode(String file, byte[] bytes, FaultList faults) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    String text = out.toString();
    if (result.isError()) {
      faults.fault(
          new Spot(file, 1 + newlines(text, text.length())), "is not UTF-8; save it as UTF-8");
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static int newlines(String text, int upTo) {
    return (int) text.chars().limit(upTo).filter(c -> c == '\n').count();
  }
}
