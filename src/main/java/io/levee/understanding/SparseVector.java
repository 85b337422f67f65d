package io.levee.understanding;

/**
 * The few features that a text has, out of many.
 *
 * @param ids of the features, each once
 * @param weights theirs, in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record SparseVector(int[] ids, float[] weights) {}
