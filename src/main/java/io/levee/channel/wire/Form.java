package io.levee.channel.wire;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came as {@code multipart/form-data} (<a href="https://www.rfc-editor.org/rfc/rfc7578">RFC
 * 7578</a>). What the sender says of a file, its name and type, is of no interest.
 *
 * @param fields by name; of several of one name the last
 * @param files as they came, in order
 */
public record Form(Map<String, String> fields, List<Buffer> files) {
  private static final String TYPE = "multipart/form-data";
  private static final int MOST_PARTS = 16;
  private static final int MOST_HEADER_BYTES = 4_096;

  public Form {
    fields = Map.copyOf(fields);
    files = List.copyOf(files);
  }

  /** It is no form; the message says why. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String why) {
      super(why, null, false, false);
    }
  }

  /** Whether a body of that content type is a form; null: of none. */
  public static boolean isOne(String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    return type.startsWith(TYPE) && type.contains("boundary=");
  }

  /** Reads it, in memory; some milliseconds for megabytes, so not for an event loop. */
  public static Form read(String contentType, Buffer body) throws Malformed {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body.getBytes()));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    HttpPostMultipartRequestDecoder decoder = null;
    try {
      decoder =
          new HttpPostMultipartRequestDecoder(
              new DefaultHttpDataFactory(false),
              request,
              StandardCharsets.UTF_8,
              MOST_PARTS,
              MOST_HEADER_BYTES);
      Form form = of(decoder.getBodyHttpDatas());
      if (form.fields().isEmpty() && form.files().isEmpty()) {
        throw new Malformed("it has no part that is whole");
      }
      return form;
    } catch (DecoderException | IllegalArgumentException | IOException wrong) {
      throw new Malformed("it is no " + TYPE + " of at most " + MOST_PARTS + " parts");
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
      request.release();
    }
  }

  private static Form of(List<InterfaceHttpData> parts) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    List<Buffer> files = new ArrayList<>();
    for (InterfaceHttpData part : parts) {
      if (part instanceof FileUpload file) {
        files.add(Buffer.buffer(file.get()));
      } else if (part instanceof Attribute field) {
        fields.put(field.getName(), field.getValue());
      }
    }
    return new Form(fields, files);
  }
}
