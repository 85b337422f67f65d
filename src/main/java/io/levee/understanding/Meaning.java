package io.levee.understanding;

import io.levee.conversation.Language;
import java.util.Arrays;
import java.util.List;

/**
 * What a classifier is told of a text's vector: where it lies among the phrases', and what it is
 * about, as far as {@link Topics} tell this shop's entries apart better than the vectors do.
 * Immutable.
 */
final class Meaning {
  /** How much topics count beside the vector, at most. */
  private static final float MOST = 0.5f;

  /** How much the vector counts beside the words: of English more, whose words say less alone. */
  private static final float CHINESE = 1;

  private static final float ENGLISH = 1.2f;

  private final Centre centre;
  private final Topics topics; // null: none
  private final Centre about;

  private Meaning(Centre centre, Topics topics, Centre about) {
    this.centre = centre;
    this.topics = topics;
    this.about = about;
  }

  /**
   * @param vectors phrases', at least one
   * @param intentOf each one's intent
   * @param model whose vectors they are
   * @param topics null: none are known
   */
  static Meaning of(List<QuantizedVector> vectors, int[] intentOf, Language model, Topics topics) {
    Centre centre =
        Centre.of(
            vectors.stream().map(QuantizedVector::floats).toList(),
            model == Language.ZH ? CHINESE : ENGLISH);
    if (topics == null) {
      return new Meaning(centre, null, null);
    }
    List<float[]> about = vectors.stream().map(topics::of).toList();
    Centre middle = Centre.of(about, 1);
    about.forEach(middle::around);
    List<float[]> where = vectors.stream().map(v -> centre.around(v.floats())).toList();
    double better = Centre.apart(about, intentOf) / Math.max(1e-9, Centre.apart(where, intentOf));
    float length = MOST * (float) Math.clamp(better - 1, 0, 1);
    return length == 0
        ? new Meaning(centre, null, null)
        : new Meaning(centre, topics, new Centre(middle.mean(), length));
  }

  /** A text's features. */
  float[] of(QuantizedVector vector) {
    float[] where = centre.around(vector.floats());
    if (topics == null) {
      return where;
    }
    float[] likely = about.around(topics.of(vector));
    float[] both = Arrays.copyOf(where, where.length + likely.length);
    System.arraycopy(likely, 0, both, where.length, likely.length);
    return both;
  }
}
