package io.levee.understanding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Words and what they do to a mood, found by their letters. Immutable. */
final class Lexicon {
  /** What a word does. */
  enum Effect {
    /** Adds its value. */
    MOOD,
    /** Turns what follows. */
    NOT,
    /** Multiplies what follows by its value. */
    DEGREE,
    /** What comes next counts more than what came before. */
    BUT,
    /** What comes next counts less. */
    THOUGH,
    /** The one flaw of something good. */
    ONLY,
    /** What is praised next is not there. */
    WISH,
    /** Asks: what is named is feared, not felt. */
    ASK
  }

  /**
   * @param length in characters
   */
  record Word(Effect effect, double value, int length) {}

  private static final class Node {
    private final Map<Character, Node> next = new HashMap<>(2);
    private Word word;
  }

  private final Node root = new Node();

  /** Reads {@code weight or effect<TAB>word | word …}; lines that begin with # say nothing. */
  static Lexicon read(String resource) {
    Lexicon lexicon = new Lexicon();
    try (InputStream in = Lexicon.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          String[] columns = line.split("\t");
          for (String word : columns[1].split(" \\| ")) {
            lexicon.add(columns[0], word.strip());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lexicon;
  }

  private void add(String does, String text) {
    Node node = root;
    for (int i = 0; i < text.length(); i++) {
      node = node.next.computeIfAbsent(text.charAt(i), c -> new Node());
    }
    String[] parts = does.split(" ");
    node.word =
        switch (parts[0]) {
          case "not" -> new Word(Effect.NOT, -0.8, text.length());
          case "degree" -> new Word(Effect.DEGREE, Double.parseDouble(parts[1]), text.length());
          case "but" -> new Word(Effect.BUT, 0, text.length());
          case "though" -> new Word(Effect.THOUGH, 0, text.length());
          case "only" -> new Word(Effect.ONLY, 0, text.length());
          case "ask" -> new Word(Effect.ASK, 0, text.length());
          case "wish" -> new Word(Effect.WISH, 0, text.length());
          default -> new Word(Effect.MOOD, Double.parseDouble(does), text.length());
        };
  }

  /** The longest word that begins there, null for none; Latin words only whole. */
  Word at(String text, int from) {
    if (latin(text, from) && latin(text, from - 1)) {
      return null;
    }
    Word longest = null;
    Node node = root;
    for (int i = from; i < text.length(); i++) {
      node = node.next.get(text.charAt(i));
      if (node == null) {
        break;
      }
      if (node.word != null && !(latin(text, i) && latin(text, i + 1))) {
        longest = node.word;
      }
    }
    return longest;
  }

  static boolean latin(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'';
  }
}
