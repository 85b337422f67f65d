package io.levee.understanding;

import ai.djl.huggingface.tokenizers.Encoding;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
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
          WordVectors.of(
              weights, dimensions, maxTokens, text -> tokenizer.encode(text).getIds());
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
    Encoding encoding = tokenizer.encode(text);
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    try {
      put(inputs, "input_ids", encoding.getIds());
      put(inputs, "attention_mask", encoding.getAttentionMask());
      put(inputs, "token_type_ids", encoding.getTypeIds());
      try (OrtSession.Result result = session.run(inputs)) {
        FloatBuffer hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
        return pooled(hidden);
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

  private void put(Map<String, OnnxTensorLike> inputs, String name, long[] row)
      throws OrtException {
    if (session.getInputNames().contains(name)) {
      inputs.put(name, OnnxTensor.createTensor(environment, new long[][] {row}));
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
