package io.levee.understanding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  private static final double PAIRS_SHARE = 0.7;
  private static final double MOST_UNLIKELY = 9;
  private static final double SOUND = 4;
  private static final double SLURRED = 5.5;
  private static final double SHAPE = 4.5;
  private static final double SYLLABLE = 0.2;
  private static final double FOREIGN_LETTER = 4;

  /** Characters that are taken for each other by eye; each in one group. */
  private static final List<String> SHAPES =
      List.of(
          "己已巳", "末未", "人入", "士土", "日曰", "天夭", "货贷", "买卖", "贴帖", "侯候", "辩辨辫", "折拆", "换唤涣", "退褪",
          "拍怕", "签笺", "运远", "收牧", "订钉", "间问", "快块", "送迭", "查杳", "单单", "优忧", "券卷", "税说", "码玛", "修休",
          "催崔", "账帐胀", "差羌", "价阶", "员圆", "赔陪培", "客容", "服报", "颜颇", "色巴", "尺尽", "破坡", "损捐", "抬拾");

  private record Step(char to, double cost) {}

  private record Path(StringBuilder text, char last, double cost) {}

  private final Map<Integer, Integer> pairs = new HashMap<>();
  private final Map<Character, Integer> counts = new HashMap<>();
  private final int total;
  private final Set<String> words = new HashSet<>();
  private final Map<String, Set<Character>> bySound = new HashMap<>();
  private final Map<String, Set<Character>> bySlur = new HashMap<>();
  private final Map<Character, Set<Character>> byShape = new HashMap<>();

  /**
   * @param phrases as {@link Normalizer} gives them
   */
  Speller(Collection<String> phrases) {
    phrases.forEach(this::learn);
    for (char c : counts.keySet()) {
      Pinyin.of(c).stream()
          .limit(USUAL_READINGS)
          .forEach(reading -> bySound.computeIfAbsent(reading, r -> new HashSet<>()).add(c));
      Pinyin.of(c).stream()
          .limit(1)
          .map(Pinyin::slurred)
          .forEach(reading -> bySlur.computeIfAbsent(reading, r -> new HashSet<>()).add(c));
    }
    total = counts.values().stream().mapToInt(Integer::intValue).sum();
    for (String group : SHAPES) {
      for (int i = 0; i < group.length(); i++) {
        for (int j = 0; j < group.length(); j++) {
          if (i != j && counts.containsKey(group.charAt(j))) {
            byShape.computeIfAbsent(group.charAt(i), x -> new HashSet<>()).add(group.charAt(j));
          }
        }
      }
    }
  }

  private void learn(String phrase) {
    char last = '^';
    for (int i = 0; i < phrase.length(); i++) {
      char c = phrase.charAt(i);
      if (letter(c)) {
        int end = runEnd(phrase, i);
        words.add(phrase.substring(i, end));
        i = end - 1;
        last = 'a';
        continue;
      }
      counts.merge(c, 1, Integer::sum);
      pairs.merge(pair(last, c), 1, Integer::sum);
      last = c;
    }
    pairs.merge(pair(last, '$'), 1, Integer::sum);
    counts.merge('^', 1, Integer::sum);
  }

  /**
   * @param normalised as {@link Normalizer} gives it
   * @return what may have been meant; the text itself when there is nothing to guess
   */
  String respell(String normalised) {
    if (normalised.length() > LONGEST || counts.size() < 2 || !worthwhile(normalised)) {
      return normalised;
    }
    List<List<Path>> beams = new ArrayList<>();
    for (int i = 0; i <= normalised.length(); i++) {
      beams.add(new ArrayList<>());
    }
    beams.getFirst().add(new Path(new StringBuilder(), '^', 0));
    for (int i = 0; i < normalised.length(); i++) {
      List<Path> beam = best(beams.get(i));
      char c = normalised.charAt(i);
      if (c == ' ') {
        for (Path path : beam) {
          beams.get(i + 1).add(path);
        }
      } else if (letter(c)) {
        letters(normalised, i, beam, beams);
      } else {
        for (Path path : beam) {
          for (Step step : steps(c)) {
            beams.get(i + 1).add(extend(path, step));
          }
        }
      }
    }
    return best(beams.getLast()).stream()
        .findFirst()
        .map(p -> p.text.toString().strip())
        .orElse(normalised);
  }

  /** English is left to those who know it. */
  private boolean worthwhile(String text) {
    int unknown = 0;
    int known = 0;
    for (String run : text.split("[^a-z]+")) {
      if (!run.isEmpty()) {
        boolean isWord = words.contains(run) && !(Pinyin.isSyllable(run) && run.length() < 4);
        known += isWord ? 1 : 0;
        unknown += isWord ? 0 : 1;
      }
    }
    return known == 0 || unknown > known * 2 || text.chars().anyMatch(c -> c >= 0x4e00);
  }

  private void letters(String text, int from, List<Path> beam, List<List<Path>> beams) {
    int end = runEnd(text, from);
    String run = text.substring(from, end);
    boolean wordStart = from == 0 || !letter(text.charAt(from - 1));
    if (wordStart) {
      double cost = words.contains(run) ? 1 : FOREIGN_LETTER * run.length();
      for (Path path : beam) {
        StringBuilder longer = new StringBuilder(path.text);
        if (!longer.isEmpty() && letter(longer.charAt(longer.length() - 1))) {
          longer.append(' ');
        }
        beams.get(end).add(new Path(longer.append(run), 'a', path.cost + cost));
      }
    }
    for (int length = 1; length <= Math.min(Pinyin.LONGEST, run.length()); length++) {
      String syllable = run.substring(0, length);
      if (Pinyin.isSyllable(syllable)) {
        for (Path path : beam) {
          for (char c : bySound.getOrDefault(syllable, Set.of())) {
            beams.get(from + length).add(extend(path, new Step(c, SYLLABLE)));
          }
        }
      }
    }
  }

  private List<Step> steps(char c) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(c, 0));
    List<String> readings = Pinyin.of(c);
    if (!readings.isEmpty()) {
      String usual = readings.getFirst();
      for (char other : bySlur.getOrDefault(Pinyin.slurred(usual), Set.of())) {
        boolean same = usual.equals(Pinyin.of(other).getFirst());
        steps.add(new Step(other, same ? SOUND : SLURRED));
      }
    }
    for (char other : byShape.getOrDefault(c, Set.of())) {
      steps.add(new Step(other, SHAPE));
    }
    return steps;
  }

  private Path extend(Path path, Step step) {
    StringBuilder longer = new StringBuilder(path.text).append(step.to);
    return new Path(longer, step.to, path.cost + step.cost + unlikely(path.last, step.to));
  }

  /** In nats; the second after the first, among the phrases. */
  private double unlikely(char first, char second) {
    double together = pairs.getOrDefault(pair(first, second), 0);
    double alone = counts.getOrDefault(second, 0);
    double before = Math.max(together, counts.getOrDefault(first, 1));
    double likely = PAIRS_SHARE * together / before + (1 - PAIRS_SHARE) * alone / total;
    return Math.min(MOST_UNLIKELY, -Math.log(likely));
  }

  private List<Path> best(List<Path> paths) {
    Map<Character, Path> byLast = new HashMap<>();
    for (Path path : paths) {
      byLast.merge(path.last, path, (a, b) -> a.cost <= b.cost ? a : b);
    }
    List<Path> best = new ArrayList<>(byLast.values());
    Collections.sort(best, (a, b) -> Double.compare(a.cost, b.cost));
    return best.subList(0, Math.min(BEAM, best.size()));
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

  private static int pair(char a, char b) {
    return (a << 16) | b;
  }
}
