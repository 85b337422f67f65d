package io.levee.understanding;

import com.github.houbb.opencc4j.util.ZhConverterUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How the shopper feels, by a small lexicon of weights, negation, intensifiers, and how it is
 * typed. Adds the weights up: −4 and below is furious, 3 and above delighted.
 */
final class Sentiment {
  private static final int LONGEST = 24;
  private static final Map<String, Double> WEIGHTS = read("sentiment.tsv");
  private static final Set<String> NEGATIONS_ZH =
      Set.of("不", "没", "没有", "别", "无", "不是", "不太", "不怎么", "不要", "不会", "并不", "没什么", "毫无", "从不");
  private static final Set<String> NEGATIONS_EN =
      Set.of(
          "not",
          "no",
          "never",
          "isn't",
          "wasn't",
          "don't",
          "doesn't",
          "didn't",
          "can't",
          "won't",
          "aren't",
          "hardly",
          "nothing",
          "without",
          "ain't",
          "couldn't",
          "wouldn't");
  private static final Set<String> INTENSIFIERS =
      Set.of(
          "太",
          "很",
          "非常",
          "特别",
          "超",
          "超级",
          "真",
          "真的",
          "好",
          "极其",
          "十分",
          "相当",
          "实在",
          "巨",
          "very",
          "so",
          "really",
          "extremely",
          "absolutely",
          "too",
          "super",
          "totally");

  private Sentiment() {}

  /**
   * @param text as typed: punctuation, capitals and emoji count
   * @return 1 furious – 3 neutral – 5 delighted
   */
  static int of(String text) {
    String plain =
        ZhConverterUtil.toSimple(
            java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)
                .replace('’', '\''));
    double words = words(plain.toLowerCase(Locale.ROOT));
    double sum = words + emphasis(plain, words);
    if (sum <= -4) {
      return 1;
    }
    if (sum <= -1) {
      return 2;
    }
    if (sum < 1) {
      return 3;
    }
    return sum < 3 ? 4 : 5;
  }

  private static double words(String text) {
    double sum = 0;
    double factor = 1; // of negations and intensifiers, which reach three words or characters far
    int reach = 0;
    int i = 0;
    while (i < text.length()) {
      int length = longestEntry(text, i);
      if (length > 0) {
        sum += turned(WEIGHTS.get(text.substring(i, i + length)), factor);
        factor = 1;
        reach = 0;
        i += length;
        continue;
      }
      int step = step(text, i);
      String word = text.substring(i, i + step);
      if (NEGATIONS_ZH.contains(word) || NEGATIONS_EN.contains(word)) {
        factor *= -0.8;
        reach = 4;
      } else if (INTENSIFIERS.contains(word)) {
        factor *= 1.5;
        reach = 4;
      } else if (isPause(word) || (!word.isBlank() && --reach <= 0)) {
        factor = 1;
      }
      i += step;
    }
    return sum;
  }

  /** "Not bad" is mild praise, "not good" is a complaint. */
  private static double turned(double weight, double factor) {
    return factor < 0 && weight < 0 ? Math.min(0.5, weight * factor) : weight * factor;
  }

  /** The length of the longest lexicon entry at {@code from}; Latin entries are whole words. */
  private static int longestEntry(String text, int from) {
    if (isLatin(text, from) && isLatin(text, from - 1)) {
      return 0;
    }
    for (int length = Math.min(LONGEST, text.length() - from); length > 0; length--) {
      int end = from + length;
      boolean splitsWord = isLatin(text, end - 1) && isLatin(text, end);
      if (!splitsWord && WEIGHTS.containsKey(text.substring(from, end))) {
        return length;
      }
    }
    return 0;
  }

  private static int step(String text, int from) {
    if (!isLatin(text, from)) {
      for (int length = 3; length > 1; length--) {
        int end = from + length;
        if (end <= text.length()) {
          String word = text.substring(from, end);
          if (NEGATIONS_ZH.contains(word) || INTENSIFIERS.contains(word)) {
            return length;
          }
        }
      }
      return Character.charCount(text.codePointAt(from));
    }
    int end = from;
    while (isLatin(text, end)) {
      end++;
    }
    return end - from;
  }

  private static boolean isLatin(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'';
  }

  private static boolean isPause(String word) {
    return ",.;!?，。；！？、\n".contains(word);
  }

  /** Held-down marks sharpen what the words say; on their own they are impatience. */
  private static double emphasis(String text, double words) {
    int exclamations = longestRun(text, "!！");
    int questions = longestRun(text, "?？!！");
    double loud = exclamations >= 5 ? 2 : exclamations >= 3 ? 1 : questions >= 3 ? 1 : 0;
    if (shouts(text)) {
      loud += 1;
    }
    return words > 0.5 ? loud : -loud;
  }

  private static int longestRun(String text, String marks) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = marks.indexOf(text.charAt(i)) >= 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** Three capital words of three letters or more in a row of capitals. */
  private static boolean shouts(String text) {
    int capitals = 0;
    int small = 0;
    for (String word : text.split("[^A-Za-z]+")) {
      if (word.length() >= 3) {
        if (word.equals(word.toUpperCase(Locale.ROOT))) {
          capitals++;
        } else {
          small++;
        }
      }
    }
    return capitals >= 3 && capitals > small;
  }

  private static Map<String, Double> read(String resource) {
    Map<String, Double> weights = new HashMap<>();
    try (InputStream in = Sentiment.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          String[] columns = line.split("\t");
          for (String word : columns[1].split(" \\| ")) {
            weights.put(word.strip(), Double.valueOf(columns[0]));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return weights;
  }
}
