package io.levee.uploads.image;

import java.util.Set;
import java.util.zip.CRC32;

/**
 * PNG (<a href="https://www.w3.org/TR/png-3/">W3C, third edition</a>): chunks. Those that the
 * picture needs are kept as they are, with their checksums; of eXIf the orientation, and of the
 * others (tEXt, iTXt, zTXt, tIME, anybody's own) nothing.
 */
final class Png {
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  private static final Set<String> NEEDED =
      Set.of(
          "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP",
          "mDCV", "cLLI", "bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT");
  private static final int CRITICAL_BELOW = 'a';

  private final Source in;
  private final Sink out;
  private int width;
  private int height;
  private boolean drawn;

  Png(byte[] file) {
    this.in = new Source(file, Format.PNG);
    this.out = new Sink(file.length);
  }

  Picture picture() throws NotTaken {
    in.skip(SIGNATURE.length());
    out.text(SIGNATURE);
    String type = chunk();
    while (!type.equals("IEND")) {
      type = chunk();
    }
    if (!drawn) {
      throw in.broken("there is no picture in it");
    }
    return new Picture(Format.PNG, out.all(), width, height);
  }

  private String chunk() throws NotTaken {
    int from = in.at();
    long length = in.u32();
    int typed = in.at();
    String type = in.text(4);
    Source content = in.take(length);
    if (in.crc(typed) != in.u32()) {
      throw in.broken("a checksum is wrong");
    }
    if (type.equals("IHDR") != (width == 0)) {
      throw in.broken("its header is not where it belongs");
    }
    if (type.equals("IHDR")) {
      size(content);
    }
    drawn |= type.equals("IDAT");
    if (NEEDED.contains(type)) {
      in.copy(from, out);
    } else if (type.equals("eXIf")) {
      orientation(content);
    } else if (type.charAt(0) < CRITICAL_BELOW) {
      throw in.broken("it has a part that no reader knows");
    }
    return type;
  }

  private void size(Source header) throws NotTaken {
    long wide = header.u32();
    long high = header.u32();
    if (wide == 0 || high == 0 || wide > Integer.MAX_VALUE || high > Integer.MAX_VALUE) {
      throw in.broken("it has no size");
    }
    width = (int) wide;
    height = (int) high;
  }

  private void orientation(Source content) {
    int orientation = Exif.orientation(content);
    if (orientation != 1) {
      byte[] block = Exif.saying(orientation);
      byte[] typed = new Sink(4 + block.length).text("eXIf").bytes(block).all();
      CRC32 crc = new CRC32();
      crc.update(typed);
      out.u32(block.length).bytes(typed).u32(crc.getValue());
    }
  }
}
