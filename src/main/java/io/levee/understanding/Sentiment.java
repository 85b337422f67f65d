package io.levee.understanding;

import io.levee.understanding.Lexicon.Word;
import java.util.regex.Pattern;

/**
 * How the shopper feels, by a lexicon of weights, negation, degree, contrast, questions, and how it
 * is typed. Adds the weights up: below −3 is furious, 3 and above delighted.
 */
public final class Sentiment {
  /** A text is read as far as this; the rest of a longer one says no more. */
  private static final int LONGEST = 1_000;

  /** Where an evaluation that is neither turns to praise. */
  static final double TIE = 0;

  /** The same with the vector's word added, by so much. */
  private static final double TIE_WITH_VECTOR = -0.3;

  private static final double VECTOR_SHARE = 0.75;

  /** Log odds from which a vector alone speaks of fury: one calm question in fifty does. */
  private static final double SURELY_FURIOUS = -0.6;

  /**
   * From so many characters on a text tells a story, whose unhappy words are not the teller's: each
   * character more outweighs so much displeasure, up to a limit.
   */
  private static final int STORY = 90;

  private static final double PER_CHARACTER = 0.03;
  private static final double MOST_FOR_STORY = 3;
  private static final double FURIOUS = -3.3;
  private static final int REACH = 4;
  private static final Lexicon LEXICON = Lexicon.read("sentiment.tsv");
  private static final Pattern CAPITALS = Pattern.compile("\\b[A-Z]{3,}\\b");

  private Sentiment() {}

  /**
   * @param text as typed: punctuation, capitals and emoji count
   * @return 1 furious – 3 neutral – 5 delighted
   */
  public static int of(String text) {
    double score = score(text);
    if (score <= FURIOUS) {
      return 1;
    }
    if (score <= -1) {
      return 2;
    }
    if (score < 1) {
      return 3;
    }
    return score <= 3 ? 4 : 5;
  }

  /**
   * Whether a text that judges something, such as a review, is praise rather than complaint. Unlike
   * {@link #of} it takes a side on mild words too.
   */
  public static boolean praises(String text) {
    return score(text) > TIE;
  }

  /**
   * As {@link #of(String)}, hearing also fury whose words the lexicon does not know.
   *
   * @param vector the text's, of the Chinese model; of another's it is left out
   */
  static int of(String text, QuantizedVector vector) {
    int byWords = of(text);
    boolean furious =
        byWords <= 3 && MoodHead.reads(vector) && MoodHead.fury(vector) > SURELY_FURIOUS;
    return furious ? 1 : byWords;
  }

  /** As {@link #praises(String)}, surer by the text's vector. */
  static boolean praises(String text, QuantizedVector vector) {
    return MoodHead.reads(vector)
        ? score(text) + VECTOR_SHARE * MoodHead.praise(vector) > TIE_WITH_VECTOR
        : praises(text);
  }

  /** Below 0 displeasure, above 0 pleasure; mostly within −10 to 10. */
  static double score(String text) {
    String typed = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String plain = Folding.script(Folding.width(typed));
    double words = new Reading(Folding.lower(plain)).sum();
    double story = Math.clamp((plain.length() - STORY) * PER_CHARACTER, 0, MOST_FOR_STORY);
    return words < 0
        ? Math.min(words + story, 0.5) + emphasis(plain, words)
        : words + emphasis(plain, words);
  }

  /** One pass over a text. */
  private static final class Reading {
    private final String text;
    private double before; // of the clauses that ended
    private double clause;
    private double mild; // of the clause, what a question may hold without a mood
    private double share = 1; // of the clause
    private double factor = 1; // of negations and degrees, which reach four words or characters far
    private int reach;
    private boolean wished;
    private boolean asked;

    Reading(String text) {
      this.text = text;
    }

    double sum() {
      int i = 0;
      while (i < text.length()) {
        Word word = LEXICON.at(text, i);
        if (word != null) {
          hear(word);
          i += word.length();
        } else {
          i += skip(i);
        }
      }
      endClause(false);
      return before;
    }

    private void hear(Word word) {
      switch (word.effect()) {
        case MOOD -> {
          boolean far = factor < 0 && word.value() < 0 && reach < REACH - 1;
          double value = far ? word.value() : turned(word.value(), factor);
          value = wished && value > 0 ? value * 0.2 : value;
          if (Math.abs(word.value()) <= 1.5) {
            mild += value;
          } else {
            clause += value;
          }
          factor = 1;
          reach = 0;
        }
        case NOT, DEGREE -> {
          factor *= word.value();
          reach = REACH;
        }
        case BUT -> {
          endClause(false);
          before *= 0.7;
          share = 1.3;
        }
        case THOUGH -> {
          endClause(false);
          share = 0.6;
        }
        case ONLY -> {
          if (before > 0 || clause + mild > 0) {
            endClause(false);
            share = 0.6;
          }
        }
        case WISH -> wished = true;
        case ASK -> asked = true;
      }
    }

    private int skip(int i) {
      char c = text.charAt(i);
      if (",.;!?，。；！？、\n~".indexOf(c) >= 0 || (c == ' ' && !Lexicon.latin(text, i - 1))) {
        boolean asks = c == '?' || c == '？' || (i > 0 && "吗么呢".indexOf(text.charAt(i - 1)) >= 0);
        endClause(asks);
        return 1;
      }
      int step = 1;
      if (Lexicon.latin(text, i)) {
        while (Lexicon.latin(text, i + step)) {
          step++;
        }
      } else {
        step = Character.charCount(text.codePointAt(i));
      }
      if (c != ' ' && --reach <= 0) {
        factor = 1;
      }
      return step;
    }

    private void endClause(boolean marked) {
      boolean asks = marked || asked;
      double all = clause + (asks ? mild * 0.4 : mild);
      before += share * (asks && all > 0 ? all * 0.3 : all);
      clause = 0;
      mild = 0;
      share = 1;
      factor = 1;
      reach = 0;
      wished = false;
      asked = false;
    }
  }

  /** "Not bad" is mild praise, "not good" is a complaint. */
  private static double turned(double weight, double factor) {
    return factor < 0 && weight < 0 ? Math.min(0.5, weight * factor) : weight * factor;
  }

  /** Held-down marks sharpen what the words say; on their own they are impatience. */
  private static double emphasis(String text, double words) {
    int exclamations = longestRun(text, "!！");
    int questions = longestRun(text, "?？!！");
    double loud = exclamations >= 5 ? 2 : exclamations >= 3 ? 1 : questions >= 3 ? 1 : 0;
    if (CAPITALS.matcher(text).results().limit(3).count() == 3) {
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
}
