package io.levee.understanding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Dialect, slang and English words in a Chinese sentence, put into the words of the shop. */
final class PlainWords {
  private static final int LONGEST = 16;
  private static final Map<String, String> PLAIN = read();
  private static final BitSet BEGINNINGS = new BitSet();

  static {
    PLAIN.keySet().forEach(word -> BEGINNINGS.set(word.charAt(0)));
  }

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** 能退不 asks as 能退吗 does, and 有货不 as 有货吗; 哈, 捏 and 呗 only soften. */
  private static final Pattern ASKING_NOT = Pattern.compile("(?<=[^好行要是对])不$");

  private static final Pattern SOFTENING = Pattern.compile("[哈捏呗撒噻嘞鸭咧哒滴]+$");
  private static final Pattern SPACE_AT_HAN = Pattern.compile("(?<=\\p{IsHan}) | (?=\\p{IsHan})");

  private PlainWords() {}

  /**
   * @param normalised as {@link Normalizer} gives it
   * @return the same meaning, as far as the list goes
   */
  static String of(String normalised) {
    if (!HAN.matcher(normalised).find()) {
      return normalised;
    }
    StringBuilder plain = new StringBuilder(normalised.length());
    int i = 0;
    while (i < normalised.length()) {
      int length = longest(normalised, i);
      if (length > 0) {
        plain.append(PLAIN.get(normalised.substring(i, i + length)));
        i += length;
      } else {
        plain.append(normalised.charAt(i++));
      }
    }
    String said = SOFTENING.matcher(SPACE_AT_HAN.matcher(plain).replaceAll("")).replaceFirst("");
    return ASKING_NOT.matcher(said).replaceFirst("吗").strip();
  }

  private static int longest(String text, int from) {
    if (!BEGINNINGS.get(text.charAt(from)) || (latin(text, from) && latin(text, from - 1))) {
      return 0;
    }
    for (int length = Math.min(LONGEST, text.length() - from); length > 0; length--) {
      boolean splits = latin(text, from + length - 1) && latin(text, from + length);
      if (!splits && PLAIN.containsKey(text.substring(from, from + length))) {
        return length;
      }
    }
    return 0;
  }

  private static boolean latin(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z';
  }

  private static Map<String, String> read() {
    Map<String, String> plain = new HashMap<>();
    try (InputStream in = PlainWords.class.getResourceAsStream("plain.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          String[] columns = line.split("\t", 2);
          plain.put(columns[0], columns[1].strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return plain;
  }
}
