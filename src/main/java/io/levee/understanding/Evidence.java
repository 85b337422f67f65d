package io.levee.understanding;

/**
 * What speaks for each intent.
 *
 * @param trained whether a classifier was learned, which changes what scores mean
 * @param scores by which the intents are ranked
 * @param cosines each intent's best phrase's; null in the lexical stage
 */
record Evidence(boolean trained, Scores scores, Scores cosines) {
  double cosine(int intent) {
    return cosines == null ? 0 : cosines.of(intent);
  }
}
