package io.levee.understanding;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Guesses what was meant by what was typed: pinyin for characters, a character for another that
 * sounds or looks the same. Knows only the shop's own phrases, so that every guess is something the
 * shop has heard of. Immutable; made for each version of the knowledge base.
 *
 * <p>Method: the cheapest path (Viterbi, with a beam) through a lattice of what each place may
 * stand for; a step costs what it changes, and how unlikely the pair of characters is in the
 * phrases.
 */
final class Speller {
  /** Texts longer than this are left alone. */
  private static final int LONGEST = 60;

  private static final int BEAM = 16;
  private static final int USUAL_READINGS = 3;
  private static final double SOUND = 4;
  private static final double SLURRED = 5.5;
  private static final double SHAPE = 4.5;
  private static final double SYLLABLE = 0.2;
  private static final double FOREIGN_LETTER = 4;

  private static final Comparator<Path> CHEAPEST = Comparator.comparingDouble(Path::cost);

  /** Characters that are taken for each other by eye; each in one group. */
  private static final List<String> SHAPES =
      List.of(
          "己已巳", "末未", "人入", "士土", "日曰", "天夭", "货贷", "买卖", "贴帖", "侯候", "辩辨辫", "折拆", "换唤涣", "退褪",
          "拍怕", "签笺", "运远", "收牧", "订钉", "间问", "快块", "送迭", "查杳", "单单", "优忧", "券卷", "税说", "码玛", "修休",
          "催崔", "账帐胀", "差羌", "价阶", "员圆", "赔陪培", "客容", "服报", "颜颇", "色巴", "尺尽", "破坡", "损捐", "抬拾");

  /** Characters that sound alike, and how each is usually read. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  private record Alike(char[] characters, String[] readings) {
    static final Alike NONE = new Alike(new char[0], new String[0]);

    static Alike of(Set<Character> all) {
      char[] characters = new char[all.size()];
      int n = 0;
      for (char c : all) {
        characters[n++] = c;
      }
      String[] readings = new String[n];
      for (int i = 0; i < n; i++) {
        readings[i] = Pinyin.of(characters[i]).getFirst();
      }
      return new Alike(characters, readings);
    }
  }

  private final PairCosts costs;
  private final Set<String> words = new HashSet<>();
  private final Map<String, Alike> bySound = new HashMap<>();
  private final Map<String, Alike> bySlur = new HashMap<>();
  private final Map<Character, String> byShape = new HashMap<>();
  private final boolean knowsCharacters;

  /**
   * @param phrases as {@link Normalizer} gives them
   */
  Speller(Collection<String> phrases) {
    PairCounts counts = new PairCounts();
    phrases.forEach(phrase -> learn(phrase, counts));
    costs = counts.costs();
    Map<String, Set<Character>> sounds = new HashMap<>();
    Map<String, Set<Character>> slurs = new HashMap<>();
    for (char c : counts.characters()) {
      List<String> readings = Pinyin.of(c);
      readings.stream()
          .limit(USUAL_READINGS)
          .forEach(reading -> sounds.computeIfAbsent(reading, r -> new TreeSet<>()).add(c));
      if (!readings.isEmpty()) {
        String slurred = Pinyin.slurred(readings.getFirst());
        slurs.computeIfAbsent(slurred, r -> new TreeSet<>()).add(c);
      }
      shapes(c);
    }
    sounds.forEach((reading, all) -> bySound.put(reading, Alike.of(all)));
    slurs.forEach((reading, all) -> bySlur.put(reading, Alike.of(all)));
    knowsCharacters = counts.characters().size() > 1;
  }

  private void shapes(char known) {
    for (String group : SHAPES) {
      if (group.indexOf(known) >= 0) {
        for (int i = 0; i < group.length(); i++) {
          char typed = group.charAt(i);
          if (typed != known) {
            byShape.merge(typed, String.valueOf(known), String::concat);
          }
        }
      }
    }
  }

  private void learn(String phrase, PairCounts counts) {
    char last = Path.START;
    for (int i = 0; i < phrase.length(); i++) {
      char c = phrase.charAt(i);
      if (letter(c)) {
        int end = runEnd(phrase, i);
        words.add(phrase.substring(i, end));
        i = end - 1;
        last = Path.WORD;
        continue;
      }
      counts.add(last, c);
      last = c;
    }
    counts.end();
  }

  /**
   * @param normalised as {@link Normalizer} gives it
   * @return what may have been meant; the text itself when there is nothing to guess
   */
  String respell(String normalised) {
    if (normalised.length() > LONGEST || !knowsCharacters || !worthwhile(normalised)) {
      return normalised;
    }
    Beam[] beams = new Beam[normalised.length() + 1];
    for (int i = 0; i < beams.length; i++) {
      beams[i] = new Beam();
    }
    beams[0].add(Path.BEGINNING);
    for (int i = 0; i < normalised.length(); i++) {
      beams[i].narrow(BEAM);
      char c = normalised.charAt(i);
      if (c == ' ') {
        beams[i + 1].addAll(beams[i]);
      } else if (letter(c)) {
        letters(normalised, i, beams);
      } else {
        character(c, beams[i], beams[i + 1]);
      }
      beams[i] = null;
    }
    Beam last = beams[normalised.length()];
    last.narrow(1);
    return last.isEmpty() ? normalised : last.get(0).text().strip();
  }

  /** English is left to those who know it. */
  private boolean worthwhile(String text) {
    int unknown = 0;
    int known = 0;
    boolean han = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      han |= c >= 0x4e00;
      if (letter(c)) {
        int end = runEnd(text, i);
        String run = text.substring(i, end);
        boolean isWord = words.contains(run) && !(Pinyin.isSyllable(run) && run.length() < 4);
        known += isWord ? 1 : 0;
        unknown += isWord ? 0 : 1;
        i = end - 1;
      }
    }
    return known == 0 || unknown > known * 2 || han;
  }

  private void letters(String text, int from, Beam[] beams) {
    int end = runEnd(text, from);
    String run = text.substring(from, end);
    Beam beam = beams[from];
    boolean wordStart = from == 0 || !letter(text.charAt(from - 1));
    if (wordStart) {
      double cost = words.contains(run) ? 1 : FOREIGN_LETTER * run.length();
      for (int k = 0; k < beam.size(); k++) {
        beams[end].offer(beam.get(k), Path.WORD, run, beam.get(k).cost() + cost);
      }
    }
    for (int length = 1; length <= Math.min(Pinyin.LONGEST, run.length()); length++) {
      String syllable = run.substring(0, length);
      if (Pinyin.isSyllable(syllable)) {
        for (char to : bySound.getOrDefault(syllable, Alike.NONE).characters) {
          extend(beam, to, SYLLABLE, beams[from + length]);
        }
      }
    }
  }

  /** What one character may stand for. */
  private void character(char c, Beam beam, Beam next) {
    extend(beam, c, 0, next);
    List<String> readings = Pinyin.of(c);
    if (!readings.isEmpty()) {
      String usual = readings.getFirst();
      Alike alike = bySlur.getOrDefault(Pinyin.slurred(usual), Alike.NONE);
      for (int k = 0; k < alike.characters.length; k++) {
        if (alike.characters[k] != c) {
          double cost = alike.readings[k].equals(usual) ? SOUND : SLURRED;
          extend(beam, alike.characters[k], cost, next);
        }
      }
    }
    String shapes = byShape.getOrDefault(c, "");
    for (int k = 0; k < shapes.length(); k++) {
      extend(beam, shapes.charAt(k), SHAPE, next);
    }
  }

  /** The cheapest way to that character. */
  private void extend(Beam beam, char to, double change, Beam next) {
    Path cheapest = null;
    double least = Double.MAX_VALUE;
    // The cheapest paths come first, and a pair costs something: the rest cannot be cheaper.
    for (int k = 0; k < beam.size() && beam.get(k).cost() < least; k++) {
      double cost = beam.get(k).cost() + costs.of(beam.get(k).last(), to);
      if (cost < least) {
        least = cost;
        cheapest = beam.get(k);
      }
    }
    if (cheapest != null) {
      next.offer(cheapest, to, null, least + change);
    }
  }

  private static int runEnd(String text, int from) {
    int end = from;
    while (end < text.length() && letter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z';
  }

  /** A way through the lattice. */
  private record Path(Path before, char last, String word, double cost) {
    static final char START = '^';

    /** Any run of Latin letters. */
    static final char WORD = 'a';

    static final Path BEGINNING = new Path(null, START, "", 0);

    String text() {
      StringBuilder text = new StringBuilder();
      append(text);
      return text.toString();
    }

    private void append(StringBuilder text) {
      if (before != null) {
        before.append(text);
      }
      if (word == null) {
        text.append(last);
      } else {
        if (!text.isEmpty() && !word.isEmpty() && letter(text.charAt(text.length() - 1))) {
          text.append(' ');
        }
        text.append(word);
      }
    }
  }

  /** The ways to one place, the cheapest to each last character; narrowed, the cheapest first. */
  private static final class Beam {
    private Path[] paths = new Path[BEAM];
    private int size;

    int size() {
      return size;
    }

    boolean isEmpty() {
      return size == 0;
    }

    Path get(int k) {
      return paths[k];
    }

    void add(Path path) {
      if (size == paths.length) {
        paths = Arrays.copyOf(paths, size * 2);
      }
      paths[size++] = path;
    }

    void addAll(Beam other) {
      for (int k = 0; k < other.size; k++) {
        offer(other.paths[k]);
      }
    }

    private void offer(Path path) {
      int k = find(path.last);
      if (k == size) {
        add(path);
      } else if (path.cost < paths[k].cost) {
        paths[k] = path;
      }
    }

    void offer(Path before, char last, String word, double cost) {
      int k = find(last);
      if (k == size) {
        add(new Path(before, last, word, cost));
      } else if (cost < paths[k].cost) {
        paths[k] = new Path(before, last, word, cost);
      }
    }

    private int find(char last) {
      int k = 0;
      while (k < size && paths[k].last != last) {
        k++;
      }
      return k;
    }

    void narrow(int most) {
      Arrays.sort(paths, 0, size, CHEAPEST);
      size = Math.min(most, size);
    }
  }
}
