package io.levee.uploads.image;

/**
 * WebP (<a href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>): RIFF chunks, frames of an
 * animation with chunks of their own. Kept are pictures, transparency, colour profile and
 * animation; of EXIF the orientation; of XMP and chunks that are unknown, nothing.
 */
final class Webp {
  private static final int HAS_EXIF = 0x08;
  private static final int HAS_XMP = 0x04;

  private final Source file;
  private final Sink out;
  private int width;
  private int height;
  private int flagsAt = -1;
  private int orientation = 1;
  private boolean drawn;

  Webp(byte[] file) {
    this.file = new Source(file, Format.WEBP);
    this.out = new Sink(file.length);
  }

  Picture picture() throws NotTaken {
    long length = file.skip(4).u32le();
    Source in = file.take(length).skip(4);
    out.text("RIFF\0\0\0\0WEBP");
    while (in.left() > 0) {
      chunk(in, out, false);
    }
    if (!drawn || width == 0 || height == 0) {
      throw file.broken("there is no picture in it");
    }
    boolean turned = orientation != 1 && flagsAt > 0;
    if (turned) {
      byte[] block = Exif.saying(orientation);
      out.text("EXIF").u32le(block.length).bytes(block);
    }
    byte[] all = out.all();
    if (flagsAt > 0) {
      all[flagsAt] = (byte) ((all[flagsAt] & ~(HAS_EXIF | HAS_XMP)) | (turned ? HAS_EXIF : 0));
    }
    byte[] size = new Sink(4).u32le(all.length - 8L).all();
    System.arraycopy(size, 0, all, 4, size.length);
    return new Picture(Format.WEBP, all, width, height);
  }

  private void chunk(Source in, Sink to, boolean inFrame) throws NotTaken {
    int from = in.at();
    String type = in.text(4);
    long length = in.u32le();
    Source content = in.take(length);
    in.skip(length & 1);
    switch (type) {
      case "VP8 " -> lossy(content);
      case "VP8L" -> lossless(content);
      case "ALPH" -> {}
      default -> {
        if (!inFrame) {
          ofTheFile(type, content, from, in, to);
        }
        return;
      }
    }
    in.copy(from, to);
  }

  private void ofTheFile(String type, Source content, int from, Source in, Sink to)
      throws NotTaken {
    switch (type) {
      case "VP8X" -> {
        flagsAt = to.size() + 8;
        content.skip(4);
        width = content.u24le() + 1;
        height = content.u24le() + 1;
        in.copy(from, to);
      }
      case "ICCP", "ANIM" -> in.copy(from, to);
      case "ANMF" -> frame(content, to);
      case "EXIF" -> {
        // Some writers put JPEG's name for it in front.
        Source block = content.begins("Exif\0\0") ? content.skip(6) : content;
        orientation = Exif.orientation(block);
      }
      default -> {
        // XMP, and what is not known.
      }
    }
  }

  private void frame(Source content, Sink to) throws NotTaken {
    int from = content.at();
    content.skip(16);
    Sink frame = new Sink(content.left() + 16);
    content.copy(from, frame);
    while (content.left() > 0) {
      chunk(content, frame, true);
    }
    // Whole chunks are of an even length.
    to.text("ANMF").u32le(frame.size()).bytes(frame.all());
  }

  private void lossy(Source content) throws NotTaken {
    content.skip(3);
    if (!content.begins("\u009d\u0001*")) {
      throw file.broken("a picture does not begin as it should");
    }
    content.skip(3);
    drawn(content.u16le() & 0x3fff, content.u16le() & 0x3fff);
  }

  private void lossless(Source content) throws NotTaken {
    if (content.u8() != 0x2f) {
      throw file.broken("a picture does not begin as it should");
    }
    long bits = content.u32le();
    drawn((int) (bits & 0x3fff) + 1, (int) (bits >> 14 & 0x3fff) + 1);
  }

  private void drawn(int wide, int high) {
    drawn = true;
    width = Math.max(width, wide);
    height = Math.max(height, high);
  }
}
