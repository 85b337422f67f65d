package io.levee.understanding;

/**
 * What speaks for each intent.
 *
 * @param trained whether a classifier was learned, which changes what scores mean
 * @param scores by which the intents are ranked
 * @param cosines each intent's best phrase's; null in the lexical stage
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Evidence(boolean trained, float[] scores, float[] cosines) {
  double cosine(int intent) {
    return cosines == null ? 0 : cosines[intent];
  }
}
