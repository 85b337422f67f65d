package io.levee.understanding.slots;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What the shop sells, by name and number, found in one pass over a text whatever their count.
 * Immutable; build it once for each version of the list.
 *
 * <p>Method: Aho and Corasick, "Efficient string matching: an aid to bibliographic search",
 * Communications of the ACM 18 (1975). Spaces, dashes and case do not count.
 */
public final class Catalogue {
  public static final Catalogue EMPTY = of(Map.of());

  /** Longer names are found by their first so many characters. */
  private static final int LONGEST = 64;

  private static final class Node {
    private final Map<Character, Node> next = new HashMap<>(2);
    private Node fallback;

    /** The nearest node along the fallbacks, itself included, where a name ends; null if none. */
    private Node match;

    private Name name;
    private int depth;
  }

  private record Name(String product, String typed, boolean prefix) {}

  private final Node root = new Node();

  private Catalogue(Map<String, List<String>> namesOfProducts) {
    namesOfProducts.forEach((product, names) -> names.forEach(name -> add(product, name)));
    link();
  }

  /**
   * @param namesOfProducts each product's id, and the names and stock numbers it goes by; of a name
   *     that two share, the first product stands. Names of one character are left out.
   */
  public static Catalogue of(Map<String, List<String>> namesOfProducts) {
    return new Catalogue(namesOfProducts);
  }

  private void add(String product, String name) {
    Node node = root;
    String folded = Folded.of(name).text();
    int depth = 0;
    for (int i = 0; i < folded.length() && depth < LONGEST; i++) {
      if (!skipped(folded.charAt(i))) {
        node = node.next.computeIfAbsent(folded.charAt(i), c -> new Node());
        node.depth = ++depth;
      }
    }
    if (depth > 1 && node.name == null) {
      node.name = new Name(product, name.strip(), depth == LONGEST);
    }
  }

  private void link() {
    Queue<Node> queue = new ArrayDeque<>();
    root.fallback = root;
    queue.add(root);
    while (!queue.isEmpty()) {
      Node node = queue.remove();
      node.match = node.name != null ? node : node.fallback.match;
      node.next.forEach(
          (c, child) -> {
            child.fallback = node == root ? root : step(node.fallback, c);
            queue.add(child);
          });
    }
  }

  private Node step(Node from, char c) {
    Node node = from;
    while (node != root && !node.next.containsKey(c)) {
      node = node.fallback;
    }
    return node.next.getOrDefault(c, root);
  }

  /** Of the names that end at one place the longest. */
  void find(Folded text, Consumer<Slot> found) {
    if (root.next.isEmpty()) {
      return;
    }
    int[] typedAt = new int[text.length()];
    int read = 0;
    Node node = root;
    for (int i = 0; i < text.length(); i++) {
      char c = text.text().charAt(i);
      if (skipped(c)) {
        continue;
      }
      typedAt[read++] = i;
      node = step(node, c);
      if (node.match != null) {
        int start = typedAt[read - node.match.depth];
        if (wholeWord(text, start, i + 1, node.match.name.prefix)) {
          found.accept(slot(node.match, start, i + 1));
        }
      }
    }
  }

  private static Slot slot(Node match, int start, int end) {
    double confidence = match.depth >= 4 ? 0.98 : match.depth == 3 ? 0.9 : 0.7;
    return new Slot(SlotKind.PRODUCT, start, end, match.name.product, match.name.typed, confidence);
  }

  /** No letter or digit that would make it another word stands next to it. */
  private static boolean wholeWord(Folded text, int start, int end, boolean prefix) {
    return !joined(text, start - 1, start) && (prefix || !joined(text, end - 1, end));
  }

  private static boolean joined(Folded text, int a, int b) {
    return (text.letter(a) && text.letter(b)) || (text.digit(a) && text.digit(b));
  }

  private static boolean skipped(char c) {
    return c == ' ' || c == '-' || c == '·' || c == '_';
  }
}
