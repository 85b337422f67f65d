package io.levee.dialogue;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A text, and what it says by itself, whoever sends it and whatever was said before: read once for
 * all who send it. Immutable; it holds as long as the words that it was looked through for do
 * ({@link Dialogue#holds}).
 */
public final class Utterance {
  private final String text;
  private final ComplaintConfig lookedFor;
  private final String folded;
  private final OptionalInt number;
  private final boolean words;
  private final boolean oneWord;
  private final boolean crisis;
  private final boolean serious;

  private Utterance(String text, ComplaintConfig complaints) {
    String small = text.toLowerCase(Locale.ROOT);
    this.text = text;
    this.lookedFor = complaints;
    this.folded = Choice.folded(text);
    this.number = Choice.number(folded);
    this.words = Spoken.hasWords(text);
    this.oneWord = Spoken.isOneWord(text);
    this.crisis = crisis(small, complaints);
    this.serious = names(small, complaints.seriousWords());
  }

  static Utterance of(String text, ComplaintConfig complaints) {
    return new Utterance(text, complaints);
  }

  /** As typed. */
  public String text() {
    return text;
  }

  /** Without case, width, and what stands around. */
  String folded() {
    return folded;
  }

  /** The place in a list that it names. */
  OptionalInt number() {
    return number;
  }

  /** Whether there is more to it than numbers, signs and pictures. */
  boolean hasWords() {
    return words;
  }

  /** Whether it is a lone Latin word. */
  boolean isOneWord() {
    return oneWord;
  }

  /** Whether it speaks of authorities, lawyers or the press. */
  boolean crisis() {
    return crisis;
  }

  /** Whether it has a word of a serious complaint. */
  boolean serious() {
    return serious;
  }

  /** Whether it was looked through for the same words. */
  @SuppressWarnings("ReferenceEquality") // they are made anew only when something was set
  boolean isUnder(ComplaintConfig now) {
    return lookedFor == now;
  }

  private static boolean crisis(String small, ComplaintConfig complaints) {
    String text = small;
    for (String harmless : complaints.harmlessWords()) {
      text = text.replace(harmless, " ");
    }
    return names(text, complaints.crisisWords());
  }

  private static boolean names(String text, List<String> words) {
    for (String word : words) {
      if (names(text, word)) {
        return true;
      }
    }
    return false;
  }

  /** A hotline's number within a longer one is part of an order's. */
  private static boolean names(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean longer =
          (at > 0 && joins(text.charAt(at - 1), word.charAt(0)))
              || (end < text.length() && joins(text.charAt(end), word.charAt(word.length() - 1)));
      if (!longer) {
        return true;
      }
    }
    return false;
  }

  /** Digits belong to digits, and Latin letters to Latin letters. */
  private static boolean joins(char one, char other) {
    return (Character.isDigit(one) && Character.isDigit(other)) || (latin(one) && latin(other));
  }

  private static boolean latin(char letter) {
    return letter >= 'a' && letter <= 'z';
  }
}
