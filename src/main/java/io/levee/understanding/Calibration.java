package io.levee.understanding;

import io.levee.conversation.Language;

/**
 * From scores to probabilities: a logistic curve gives the chance that the shop knows what is meant
 * at all, a softmax shares it among the candidates.
 *
 * <p>Method: both parts fitted together by maximum likelihood (L-BFGS, small L2 penalty) on 7,800
 * Chinese and 3,000 English development queries, each data set weighted alike, in and out of scope,
 * over knowledge bases of 21 to 3,189 intents: FAQ matching made from LCQMC and from BQ, MASSIVE (8
 * phrases an intent), HINT3 SOFMattress, BANKING77 and CLINC150 (5 or 8 phrases an intent, some
 * intents left out). Pooled reliability, on the same queries, of the full stage, confidence → share
 * that was right: Chinese 0.05→0.08, 0.25→0.24, 0.45→0.44, 0.65→0.64, 0.85→0.86, 0.95→0.96; English
 * 0.05→0.05, 0.25→0.24, 0.45→0.39, 0.65→0.64, 0.85→0.83, 0.95→0.95.
 *
 * @param bias the intercept
 * @param cosine weight of the best candidate's cosine of embeddings; 0 in the lexical stage
 * @param lexical weight of its lexical score
 * @param gap weight of how far it stands above the mean of the runners-up
 * @param sharpness the softmax's inverse temperature
 */
record Calibration(double bias, double cosine, double lexical, double gap, double sharpness) {
  /**
   * How much a lexical score adds to a cosine; 0 to 0.3 rank alike, more ranks worse in English.
   */
  static final float LEXICAL_SHARE = 0.1f;

  private static final Calibration LEXICAL_ZH = new Calibration(-1.902, 0, 3.951, 3.433, 11.08);
  private static final Calibration LEXICAL_EN = new Calibration(-2.507, 0, 8.606, 1.530, 17.60);
  private static final Calibration FULL_ZH = new Calibration(-5.039, 5.846, 0.953, 3.884, 16.96);
  private static final Calibration FULL_EN = new Calibration(-9.492, 10.247, 3.705, 8.321, 40.47);

  static Calibration lexical(Language language) {
    return language == Language.ZH ? LEXICAL_ZH : LEXICAL_EN;
  }

  static Calibration full(Language model) {
    return model == Language.ZH ? FULL_ZH : FULL_EN;
  }

  /** The chance that one of the candidates is meant, 0–1. */
  double known(double bestCosine, double bestLexical, double aboveTheRest) {
    double logit = bias + cosine * bestCosine + lexical * bestLexical + gap * aboveTheRest;
    return 1 / (1 + Math.exp(-logit));
  }
}
