package io.levee.understanding;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A BGE small model run in process: WordPiece, BERT, the last hidden states pooled, L2 norm (<a
 * href="https://huggingface.co/BAAI/bge-small-zh-v1.5">model card</a>). One thread a run; runs may
 * overlap.
 */
final class OnnxEncoder implements Encoder {
  /** Changes with {@link #pooled}. */
  private static final String POOLING = "first+mean ";

  private final HuggingFaceTokenizer tokenizer;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final int dimensions;
  private final WordVectors words;
  private final String version;

  /**
   * @param resource the model's name on the classpath, without {@code .onnx} and {@code
   *     -tokenizer.json}
   * @param maxTokens longer texts are cut here, 8 to 512
   */
  OnnxEncoder(String resource, int dimensions, int maxTokens) {
    this.dimensions = dimensions;
    try (InputStream model = open(resource + ".onnx");
        InputStream vocabulary = open(resource + "-tokenizer.json");
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // A self-hosted gateway reports to nobody.
      environment.setTelemetry(false);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      byte[] weights = model.readAllBytes();
      session = environment.createSession(weights, options);
      version = resource + "-" + version(weights, maxTokens);
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              vocabulary,
              Map.of(
                  "truncation",
                  "true",
                  "padding",
                  "false",
                  "maxLength",
                  String.valueOf(maxTokens)));
      words =
          WordVectors.of(weights, dimensions, maxTokens, text -> tokenizer.encode(text).getIds());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the model " + resource, e);
    } catch (OrtException e) {
      throw new IllegalStateException("cannot load the model " + resource, e);
    }
  }

  private static String version(byte[] weights, int maxTokens) {
    MessageDigest digest = TextHash.sha256();
    digest.update(weights);
    digest.update((POOLING + maxTokens).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  /** The model's name and a hash of all that changes its vectors; fit for a file's name. */
  String version() {
    return version;
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = OnnxEncoder.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new IOException(resource + " is not on the classpath; the model's jar is missing");
    }
    return in;
  }

  @Override
  public float[] encode(String text) {
    return run(new long[][] {tokens(text)}).getFirst();
  }

  @Override
  public List<float[]> encodeAll(List<String> texts) {
    return run(texts.stream().map(this::tokens).toArray(long[][]::new));
  }

  @Override
  public Runnable prepared(String text) {
    long[][] tokens = {tokens(text)};
    return () -> run(tokens);
  }

  /** As the tokenizer would cut it; what was cut before costs a look-up. */
  private long[] tokens(String text) {
    return words == null
        ? tokenizer.encode(text).getIds()
        : Arrays.stream(words.tokens(text)).asLongStream().toArray();
  }

  private List<float[]> run(long[][] texts) {
    int longest = Arrays.stream(texts).mapToInt(t -> t.length).max().orElse(0);
    LongBuffer ids = LongBuffer.allocate(texts.length * longest);
    LongBuffer mask = LongBuffer.allocate(texts.length * longest);
    for (int i = 0; i < texts.length; i++) {
      ids.put(i * longest, texts[i]);
      for (int k = 0; k < texts[i].length; k++) {
        mask.put(i * longest + k, 1);
      }
    }
    long[] shape = {texts.length, longest};
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    try {
      put(inputs, "input_ids", ids, shape);
      put(inputs, "attention_mask", mask, shape);
      put(inputs, "token_type_ids", LongBuffer.allocate(texts.length * longest), shape);
      try (OrtSession.Result result = session.run(inputs)) {
        FloatBuffer hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
        List<float[]> vectors = new ArrayList<>(texts.length);
        for (int i = 0; i < texts.length; i++) {
          int from = i * longest * dimensions;
          vectors.add(pooled(hidden.slice(from, texts[i].length * dimensions)));
        }
        return vectors;
      }
    } catch (OrtException e) {
      throw new IllegalStateException("inference failed", e);
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  /**
   * Half the first token's state, as the model card has it, half the mean of all: together they
   * rank a little better than either, and are less at the mercy of eight-bit weights.
   */
  private float[] pooled(FloatBuffer hidden) {
    float[] first = new float[dimensions];
    hidden.get(first);
    float[] mean = first.clone();
    float[] token = new float[dimensions];
    while (hidden.remaining() >= dimensions) {
      hidden.get(token);
      for (int i = 0; i < dimensions; i++) {
        mean[i] += token[i];
      }
    }
    unit(first);
    unit(mean);
    for (int i = 0; i < dimensions; i++) {
      first[i] += mean[i];
    }
    return unit(first);
  }

  /** Shorter texts are filled up with zeros, which the mask tells the model to pass by. */
  private void put(Map<String, OnnxTensorLike> inputs, String name, LongBuffer values, long[] shape)
      throws OrtException {
    if (session.getInputNames().contains(name)) {
      inputs.put(name, OnnxTensor.createTensor(environment, values, shape));
    }
  }

  private static float[] unit(float[] vector) {
    double sum = 0;
    for (float x : vector) {
      sum += (double) x * x;
    }
    float scale = (float) (1 / Math.sqrt(Math.max(sum, 1e-12)));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }

  @Override
  public WordVectors words() {
    return words;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("cannot close the model", e);
    }
  }
}
