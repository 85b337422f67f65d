package io.levee.understanding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * How a text is worded, before any of it is understood: the mean of its tokens' vectors as the
 * encoder begins with them, word, place and kind added up and normalised (BERT: Devlin et al.,
 * NAACL 2019). It costs a few look-ups and no inference. Thread-safe.
 */
final class WordVectors {
  private static final String WORDS = "embeddings.word_embeddings.weight";
  private static final String PLACES = "embeddings.position_embeddings.weight";
  private static final String KINDS = "embeddings.token_type_embeddings.weight";
  private static final String GAIN = "embeddings.LayerNorm.weight";
  private static final String SHIFT = "embeddings.LayerNorm.bias";

  /** Words that are no single Chinese character, kept as tokens. */
  private static final int MOST_WORDS = 20_000;

  /** What begins and ends every text: {@code [CLS]} and {@code [SEP]}. */
  private static final int ENDS = 2;

  /** A place in the middle of a usual text. */
  private static final int ANYWHERE = 5;

  private static final int LANES = 8;

  private final Function<String, long[]> tokenizer;
  private final int dimensions;
  private final byte[] words; // lowered so that a byte holds them
  private final float step;
  private final float[] places; // with what the lowering took off, and the first kind
  private final float[] gain;
  private final float[] shift;
  private final int maxTokens;
  private final long[] ends;

  private final AtomicReferenceArray<QuantizedVector> still;
  private final AtomicReferenceArray<int[]> characters = new AtomicReferenceArray<>(0x10000);
  private final Cache<String, int[]> seen =
      Caffeine.newBuilder().maximumSize(MOST_WORDS).executor(Runnable::run).build();

  private WordVectors(
      ModelTables tables, int dimensions, int maxTokens, Function<String, long[]> tokenizer) {
    this.tokenizer = tokenizer;
    this.dimensions = dimensions;
    this.maxTokens = maxTokens;
    this.gain = tables.floats(GAIN);
    this.shift = tables.floats(SHIFT);
    this.step = tables.scale(WORDS);
    short[] steps = tables.steps(WORDS);
    int least = Short.MAX_VALUE;
    for (short s : steps) {
      least = Math.min(least, s);
    }
    int lowered = least - Byte.MIN_VALUE;
    this.words = new byte[steps.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) (steps[i] - lowered);
    }
    short[] place = tables.steps(PLACES);
    short[] kind = tables.steps(KINDS);
    float placeStep = tables.scale(PLACES);
    float kindStep = tables.scale(KINDS);
    this.places = new float[Math.min(place.length, maxTokens * dimensions)];
    for (int i = 0; i < places.length; i++) {
      places[i] = place[i] * placeStep + kind[i % dimensions] * kindStep + lowered * step;
    }
    this.ends = tokenizer.apply("");
    this.still = new AtomicReferenceArray<>(words.length / dimensions);
  }

  /**
   * @param model in ONNX's format
   * @param tokenizer a text's tokens, with those at its ends
   * @return null when the model does not begin so
   */
  static WordVectors of(
      byte[] model, int dimensions, int maxTokens, Function<String, long[]> tokenizer) {
    ModelTables tables = ModelTables.of(model);
    return tables.hasBytes(WORDS) && tables.hasBytes(PLACES) && tables.hasBytes(KINDS)
        ? new WordVectors(tables, dimensions, maxTokens, tokenizer)
        : null;
  }

  /** Of length one. */
  float[] of(String text) {
    int[] tokens = tokens(text);
    float[] sum = new float[dimensions];
    float[] token = new float[dimensions];
    for (int place = 0; place < tokens.length; place++) {
      add(tokens[place], place, token, sum);
    }
    double square = 0;
    for (int d = 0; d < dimensions; d++) {
      sum[d] = sum[d] * gain[d] / tokens.length + shift[d];
      square += (double) sum[d] * sum[d];
    }
    float scale = (float) (1 / Math.sqrt(Math.max(square, 1e-12)));
    for (int d = 0; d < dimensions; d++) {
      sum[d] *= scale;
    }
    return sum;
  }

  int dimensions() {
    return dimensions;
  }

  /** How many tokens there are. */
  int vocabulary() {
    return still.length();
  }

  /** The text's tokens without those at its ends. */
  int[] inner(String text) {
    int[] tokens = tokens(text);
    return Arrays.copyOfRange(tokens, 1, tokens.length - 1);
  }

  /** A token's vector wherever it stands; made once. */
  QuantizedVector still(int token) {
    QuantizedVector known = still.get(token);
    if (known == null) {
      float[] sum = new float[dimensions];
      add(token, ANYWHERE, new float[dimensions], sum);
      for (int d = 0; d < dimensions; d++) {
        sum[d] = sum[d] * gain[d] + shift[d];
      }
      known = QuantizedVector.of(sum);
      still.set(token, known);
    }
    return known;
  }

  /** The mean of the tokens, wherever they stand; all zero without any. */
  float[] bag(int[] tokens) {
    float[] mean = new float[dimensions];
    for (int token : tokens) {
      QuantizedVector vector = still(token);
      byte[] bytes = vector.bytes();
      float scale = vector.scale() / tokens.length;
      for (int d = 0; d < mean.length; d++) {
        mean[d] += bytes[d] * scale;
      }
    }
    return mean;
  }

  private void add(int id, int place, float[] token, float[] sum) {
    int word = id * dimensions;
    int at = place * dimensions;
    for (int d = 0; d < token.length; d++) {
      token[d] = words[word + d] * step + places[at + d];
    }
    float mean = sum(token) / dimensions;
    for (int d = 0; d < token.length; d++) {
      token[d] -= mean;
    }
    float scale = (float) (1 / Math.sqrt(squares(token) / dimensions + 1e-12));
    for (int d = 0; d < token.length; d++) {
      sum[d] += token[d] * scale;
    }
  }

  /** In lanes that do not wait for each other. */
  private static float sum(float[] x) {
    float[] lanes = new float[LANES];
    for (int d = 0; d < x.length; d += LANES) {
      for (int l = 0; l < LANES; l++) {
        lanes[l] += x[d + l];
      }
    }
    return total(lanes);
  }

  private static float squares(float[] x) {
    float[] lanes = new float[LANES];
    for (int d = 0; d < x.length; d += LANES) {
      for (int l = 0; l < LANES; l++) {
        lanes[l] += x[d + l] * x[d + l];
      }
    }
    return total(lanes);
  }

  private static float total(float[] lanes) {
    float total = 0;
    for (float lane : lanes) {
      total += lane;
    }
    return total;
  }

  /**
   * As the tokenizer would cut it: character by character where it is Chinese, and at spaces; a
   * character's or a word's tokens are the same wherever it stands.
   */
  int[] tokens(String text) {
    int[] tokens = new int[Math.min(maxTokens, text.length() * 2 + ENDS)];
    int n = 0;
    tokens[n++] = (int) ends[0];
    int i = 0;
    while (i < text.length() && n < tokens.length - 1) {
      char c = text.charAt(i);
      int end = i + 1;
      int[] next;
      if (alone(c)) {
        next = character(c);
      } else {
        while (end < text.length() && !alone(text.charAt(end))) {
          end++;
        }
        next = seen.get(text.substring(i, end), this::word);
      }
      int most = Math.min(next.length, tokens.length - 1 - n);
      System.arraycopy(next, 0, tokens, n, most);
      n += most;
      i = end;
    }
    tokens[n++] = (int) ends[ends.length - 1];
    return Arrays.copyOf(tokens, n);
  }

  private static boolean alone(char c) {
    return c == ' ' || (c >= 0x4E00 && c <= 0x9FFF);
  }

  private int[] character(char c) {
    int[] known = characters.get(c);
    if (known == null) {
      known = word(String.valueOf(c));
      characters.set(c, known);
    }
    return known;
  }

  private int[] word(String text) {
    long[] whole = tokenizer.apply(text);
    return Arrays.stream(whole, 1, whole.length - 1).mapToInt(token -> (int) token).toArray();
  }
}
