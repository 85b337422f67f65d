package io.levee.knowledge;

import java.util.List;

/**
 * An entry, with where its parts stand, for what can only be checked against the others.
 *
 * @param phrases question, titles and paraphrases
 * @param options of all languages and variants
 */
record Draft(Entry entry, Spot.Text id, List<Spot.Text> phrases, List<Spot.Text> options) {}
