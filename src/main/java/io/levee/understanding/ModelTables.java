package io.levee.understanding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The tables that a BERT model in ONNX's format begins with, read from the file's own bytes: the
 * weights of the graph whose name begins with {@code embeddings.} (<a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>: ModelProto.graph =
 * 7, GraphProto.initializer = 5).
 */
final class ModelTables {
  private static final String WANTED = "embeddings.";
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_WEIGHTS = 5;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_FLOATS = 4;
  private static final int TENSOR_INTS = 5;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final int TYPE_UNSIGNED_BYTE = 2;

  /**
   * One table.
   *
   * @param raw its numbers, little end first; empty when the file gives them one by one
   * @param first the first number given one by one
   */
  private record Tensor(ByteBuffer raw, int type, int first) {}

  private final Map<String, Tensor> tensors = new HashMap<>();

  private ModelTables() {}

  /** Reads what is there; tables that are missing are missed when asked for. */
  static ModelTables of(byte[] model) {
    ModelTables tables = new ModelTables();
    ByteBuffer in = ByteBuffer.wrap(model);
    while (in.hasRemaining()) {
      int tag = (int) varint(in);
      if (tag >>> 3 == MODEL_GRAPH) {
        tables.graph(bytes(in));
      } else {
        skip(in, tag);
      }
    }
    return tables;
  }

  private void graph(ByteBuffer in) {
    while (in.hasRemaining()) {
      int tag = (int) varint(in);
      if (tag >>> 3 == GRAPH_WEIGHTS) {
        tensor(bytes(in));
      } else {
        skip(in, tag);
      }
    }
  }

  private void tensor(ByteBuffer in) {
    String name = "";
    ByteBuffer raw = ByteBuffer.allocate(0);
    int type = 0;
    int first = 0;
    while (in.hasRemaining()) {
      int tag = (int) varint(in);
      switch (tag >>> 3) {
        case TENSOR_TYPE -> type = (int) varint(in);
        case TENSOR_FLOATS -> raw = (tag & 7) == BYTES ? bytes(in) : fixed(in);
        case TENSOR_INTS -> first = (int) varint((tag & 7) == BYTES ? bytes(in) : in);
        case TENSOR_NAME -> name = StandardCharsets.UTF_8.decode(bytes(in)).toString();
        case TENSOR_RAW -> raw = bytes(in);
        default -> skip(in, tag);
      }
    }
    if (name.startsWith(WANTED)) {
      tensors.put(name, new Tensor(raw.order(ByteOrder.LITTLE_ENDIAN), type, first));
    }
  }

  private static ByteBuffer fixed(ByteBuffer in) {
    ByteBuffer bytes = in.slice(in.position(), Integer.BYTES);
    in.position(in.position() + Integer.BYTES);
    return bytes;
  }

  private static ByteBuffer bytes(ByteBuffer in) {
    int length = (int) varint(in);
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private static void skip(ByteBuffer in, int tag) {
    switch (tag & 7) {
      case VARINT -> varint(in);
      case FIXED64 -> in.position(in.position() + Long.BYTES);
      case BYTES -> bytes(in);
      case FIXED32 -> in.position(in.position() + Integer.BYTES);
      default -> throw new IllegalArgumentException("this is no ONNX model: wire type " + tag);
    }
  }

  /** Whether the table is there, in eight bits. */
  boolean hasBytes(String name) {
    return tensors.containsKey(name + "_quantized") && tensors.containsKey(name + "_scale");
  }

  /** The numbers of a table in eight bits, without their scale: 0 stands for zero. */
  short[] steps(String name) {
    Tensor table = tensors.get(name + "_quantized");
    Tensor zero = tensors.get(name + "_zero_point");
    int none = 0;
    if (zero != null) {
      none = zero.raw.hasRemaining() ? zero.raw.get(0) & 0xFF : zero.first;
    }
    boolean unsigned = table.type == TYPE_UNSIGNED_BYTE;
    short[] steps = new short[table.raw.limit()];
    for (int i = 0; i < steps.length; i++) {
      byte b = table.raw.get(i);
      steps[i] = (short) ((unsigned ? b & 0xFF : b) - none);
    }
    return steps;
  }

  /** What a step of the table is worth. */
  float scale(String name) {
    return tensors.get(name + "_scale").raw.getFloat(0);
  }

  float[] floats(String name) {
    float[] floats = new float[tensors.get(name).raw.limit() / Float.BYTES];
    tensors.get(name).raw.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }
}
