package io.levee.understanding;

import com.github.houbb.opencc4j.util.ZhConverterUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer.Form;
import java.util.BitSet;
import java.util.Locale;

/**
 * Width, script and case, folded away. Most texts are typed plainly, in ASCII and simplified
 * characters: those cost a glance at each character, the others the libraries' full work.
 */
final class Folding {
  private static final char FULL_WIDTH = '\uFF01' - '!';
  private static final BitSet TRADITIONAL = traditional();

  private Folding() {}

  /** Compatibility composition (NFKC), and the typewriter's apostrophe. */
  static String width(String text) {
    boolean wide = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isFullWidth(c) || c == '\u3000' || c == '’') {
        wide = true;
      } else if (!isPlain(c) && !isEmoji(text, i)) {
        return java.text.Normalizer.normalize(text, Form.NFKC).replace('’', '\'');
      }
    }
    return wide ? narrow(text) : text;
  }

  private static String narrow(String text) {
    char[] narrow = text.toCharArray();
    for (int i = 0; i < narrow.length; i++) {
      char c = narrow[i];
      if (isFullWidth(c)) {
        narrow[i] = (char) (c - FULL_WIDTH);
      } else if (c == '\u3000') {
        narrow[i] = ' ';
      } else if (c == '’') {
        narrow[i] = '\'';
      }
    }
    return new String(narrow);
  }

  private static boolean isFullWidth(char c) {
    return c >= '\uFF01' && c <= '\uFF5E';
  }

  /** Left alone by NFKC, whatever stands around it. */
  private static boolean isPlain(char c) {
    return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF) || c == '、' || c == '。' || c == '“' || c == '”';
  }

  /** One half of U+1F400 to U+1F7FF. */
  private static boolean isEmoji(String text, int i) {
    char c = text.charAt(i);
    return c == '\uD83D'
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : Character.isLowSurrogate(c) && i > 0 && text.charAt(i - 1) == '\uD83D';
  }

  /** Traditional characters to simplified ones. */
  static String script(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (TRADITIONAL.get(text.charAt(i))) {
        return ZhConverterUtil.toSimple(text);
      }
    }
    return text;
  }

  static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'A' && c <= 'Z') || (c >= 0x80 && Character.toLowerCase(c) != c) || isRare(c)) {
        return text.toLowerCase(Locale.ROOT);
      }
    }
    return text;
  }

  /** Lower case may depend on what stands around it. */
  private static boolean isRare(char c) {
    return Character.isSurrogate(c) || c == '\u03A3' || c == '\u0130';
  }

  /** Every character without which the conversion changes nothing; all surrogates among them. */
  private static BitSet traditional() {
    BitSet found = new BitSet(1 << 16);
    found.set(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
    read("/data/dictionary/TSCharacters.txt", found);
    read("/data/dictionary/TSPhrases.txt", found);
    return found;
  }

  private static void read(String dictionary, BitSet found) {
    try (InputStream in = ZhConverterUtil.class.getResourceAsStream(dictionary);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(line -> line.split("\t", 2))
          .filter(pair -> pair.length == 2)
          .forEach(pair -> differing(pair[0], pair[1], found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void differing(String from, String to, BitSet found) {
    for (int i = 0; i < from.length(); i++) {
      if (from.length() != to.length() || from.charAt(i) != to.charAt(i)) {
        found.set(from.charAt(i));
      }
    }
  }
}
