package io.levee.understanding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How characters are read, without tones. The table comes with houbb's pinyin (Apache-2.0). */
final class Pinyin {
  /** Letters of the longest syllable: zhuang. */
  static final int LONGEST = 6;

  private static final Pattern TONES = Pattern.compile("\\p{M}+");
  private static final Map<Character, List<String>> READINGS = read();
  private static final Set<String> SYLLABLES = syllables();

  private Pinyin() {}

  /** Its readings, the usual one first; empty when it is no Chinese character. */
  static List<String> of(char c) {
    return READINGS.getOrDefault(c, List.of());
  }

  static boolean isSyllable(String letters) {
    return SYLLABLES.contains(letters);
  }

  /** As many speakers say it who do not tell zh from z, n from l, or -ng from -n. */
  static String slurred(String syllable) {
    String start =
        syllable.startsWith("zh") || syllable.startsWith("ch") || syllable.startsWith("sh")
            ? syllable.charAt(0) + syllable.substring(2)
            : syllable.startsWith("n") ? "l" + syllable.substring(1) : syllable;
    return start.endsWith("ng") ? start.substring(0, start.length() - 1) : start;
  }

  private static Map<Character, List<String>> read() {
    Map<Character, List<String>> readings = new HashMap<>(50_000);
    try (InputStream in = Pinyin.class.getResourceAsStream("/pinyin_dict_char.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.length() > 2 && line.charAt(1) == ':') {
          Set<String> plain = new LinkedHashSet<>();
          for (String reading : line.substring(2).split(",")) {
            plain.add(plain(reading));
          }
          readings.put(line.charAt(0), List.copyOf(plain));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return readings;
  }

  /** lǜ is typed lv. */
  private static String plain(String reading) {
    String apart = java.text.Normalizer.normalize(reading, Form.NFD).replace("u\u0308", "v");
    return TONES.matcher(apart).replaceAll("").strip();
  }

  private static Set<String> syllables() {
    Set<String> syllables = new LinkedHashSet<>();
    READINGS.values().forEach(syllables::addAll);
    syllables.removeIf(s -> s.length() == 1 && !"aeo".contains(s));
    return Set.copyOf(syllables);
  }
}
