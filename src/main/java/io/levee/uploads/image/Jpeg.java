package io.levee.uploads.image;

/**
 * JPEG (<a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>, annex B): segments,
 * each behind a marker, and scans. Of the segments for applications only those that colours depend
 * on are kept; of what other ones hold (EXIF and XMP in APP1, IPTC in APP13, second pictures in
 * APP2, comments), nothing but the orientation.
 */
final class Jpeg {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int TEM = 0x01;

  private final Source in;
  private final Sink out;
  private int width;
  private int height;
  private boolean scanned;

  Jpeg(byte[] file) {
    this.in = new Source(file, Format.JPEG);
    this.out = new Sink(file.length);
  }

  Picture picture() throws NotTaken {
    in.skip(2);
    out.u8(0xff).u8(SOI);
    for (int marker = marker(); marker != EOI; marker = marker()) {
      if (marker != TEM) {
        segment(marker);
      }
    }
    if (!scanned) {
      throw in.broken("there is no picture in it");
    }
    // What follows the end is dropped: second pictures, films, and whatever else was put there.
    out.u8(0xff).u8(EOI);
    return new Picture(Format.JPEG, out.all(), width, height);
  }

  private int marker() throws NotTaken {
    if (in.u8() != 0xff) {
      throw in.broken("there is no marker where one belongs");
    }
    int marker = in.u8();
    while (marker == 0xff) {
      marker = in.u8();
    }
    if (marker == 0 || marker == SOI || isRestart(marker)) {
      throw in.broken("there is a marker where none belongs");
    }
    return marker;
  }

  private void segment(int marker) throws NotTaken {
    int from = in.at();
    int length = in.u16();
    if (length < 2) {
      throw in.broken("a segment is too short");
    }
    Source content = in.take(length - 2L);
    if (isFrame(marker)) {
      content.skip(1);
      height = content.u16();
      width = content.u16();
      if (width == 0 || height == 0) {
        throw in.broken("it has no size");
      }
    }
    if (isNeeded(marker, content)) {
      out.u8(0xff).u8(marker);
      in.copy(from, out);
    } else if (marker == 0xe0 && content.begins("JFIF\0") && content.left() >= 14) {
      jfif(content);
    } else if (marker == 0xe1 && content.begins("Exif\0\0")) {
      orientation(content);
    }
    if (marker == SOS) {
      scan();
    }
  }

  private static boolean isNeeded(int marker, Source content) {
    return switch (marker) {
      // Tables, arithmetic coding's conditions, restart interval, number of lines, scan.
      case 0xc4, 0xcc, 0xdb, 0xdc, 0xdd, SOS -> true;
      case 0xe2 -> content.begins("ICC_PROFILE\0");
      case 0xee -> content.begins("Adobe");
      default -> isFrame(marker);
    };
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  /** Version, density and its unit, without the thumbnail. */
  private void jfif(Source content) throws NotTaken {
    int from = content.at();
    content.skip(12);
    out.u8(0xff).u8(0xe0).u16(16);
    content.copy(from, out);
    out.u16(0);
  }

  private void orientation(Source content) throws NotTaken {
    int orientation = Exif.orientation(content.skip(6));
    if (orientation != 1) {
      byte[] block = Exif.saying(orientation);
      out.u8(0xff).u8(0xe1).u16(2 + 6 + block.length).text("Exif\0\0").bytes(block);
    }
  }

  /** The picture itself, up to the next marker that is none of its own. */
  private void scan() throws NotTaken {
    if (width == 0) {
      throw in.broken("there is a picture of no size");
    }
    scanned = true;
    int from = in.at();
    while (true) {
      in.skipTo(0xff);
      int next = in.peek(1);
      if (next == 0xff) {
        in.skip(1);
      } else if (next == 0 || isRestart(next)) {
        in.skip(2);
      } else {
        in.copy(from, out);
        return;
      }
    }
  }
}
