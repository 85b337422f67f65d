package io.levee.understanding;

import io.levee.conversation.Language;

/**
 * From scores to probabilities: a logistic curve gives the chance that the shop knows what is meant
 * at all, a softmax shares it among the candidates. How the constants were fitted, and how true
 * they are: docs/UNDERSTANDING.md.
 *
 * @param bias the intercept
 * @param score weight of the best candidate's score
 * @param cosine weight of its cosine of embeddings; 0 in the lexical stage
 * @param gap weight of how far it stands above the mean of the runners-up
 * @param sharpness the softmax's inverse temperature
 */
record Calibration(double bias, double score, double cosine, double gap, double sharpness) {

  private static final Calibration LEXICAL_ZH = new Calibration(-1.206, 4.672, 0, 0, 11.20);
  private static final Calibration LEXICAL_EN = new Calibration(-1.922, 9.375, 0, 0, 14.71);
  private static final Calibration FULL_ZH = new Calibration(-2.884, 5.214, 0, 0, 18.68);
  private static final Calibration FULL_EN = new Calibration(-12.878, 17.340, 0, 0, 25.07);

  private static final Calibration TRAINED_LEXICAL_ZH = new Calibration(1.440, 3.164, 0, 0, 4.55);
  private static final Calibration TRAINED_LEXICAL_EN = new Calibration(1.777, 5.067, 0, 0, 5.14);
  private static final Calibration TRAINED_FULL_ZH =
      new Calibration(-2.833, 2.049, 4.671, 0.099, 3.90);
  private static final Calibration TRAINED_FULL_EN =
      new Calibration(-6.544, 3.144, 7.547, -0.200, 5.31);

  static Calibration lexical(Language language, boolean trained) {
    if (trained) {
      return language == Language.ZH ? TRAINED_LEXICAL_ZH : TRAINED_LEXICAL_EN;
    }
    return language == Language.ZH ? LEXICAL_ZH : LEXICAL_EN;
  }

  static Calibration full(Language model, boolean trained) {
    if (trained) {
      return model == Language.ZH ? TRAINED_FULL_ZH : TRAINED_FULL_EN;
    }
    return model == Language.ZH ? FULL_ZH : FULL_EN;
  }

  /** The chance that one of the candidates is meant, 0–1. */
  double known(double best, double bestCosine, double aboveTheRest) {
    double logit = bias + score * best + cosine * bestCosine + gap * aboveTheRest;
    return 1 / (1 + Math.exp(-logit));
  }
}
