package io.levee.uploads.image;

/**
 * Which way is up: the one thing of an EXIF block (<a
 * href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">CIPA
 * DC-008</a>, a TIFF file in small) that a picture needs to look right.
 */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int MOST = 8;

  private Exif() {}

  /**
   * @param tiff the block, from its byte order on
   * @return 1 to 8; 1, which is upright, when it says none or cannot be read
   */
  static int orientation(Source tiff) {
    try {
      boolean little = tiff.begins("II*\0");
      if (!little && !tiff.begins("MM\0*")) {
        return 1;
      }
      Source head = tiff.take(8).skip(4);
      tiff.skip(u32(head, little) - 8);
      for (int entries = u16(tiff, little); entries > 0; entries--) {
        Source entry = tiff.take(12);
        int tag = u16(entry, little);
        int type = u16(entry, little);
        long count = u32(entry, little);
        if (tag == ORIENTATION) {
          int value = u16(entry, little);
          return type == SHORT && count == 1 && value >= 1 && value <= MOST ? value : 1;
        }
      }
    } catch (NotTaken unreadable) {
      // A picture that lies on its side is no reason to refuse it.
    }
    return 1;
  }

  /** A block that says this and nothing else. */
  static byte[] saying(int orientation) {
    return new Sink(26)
        .text("MM\0*")
        .u32(8)
        .u16(1)
        .u16(ORIENTATION)
        .u16(SHORT)
        .u32(1)
        .u16(orientation)
        .u16(0)
        .u32(0)
        .all();
  }

  private static int u16(Source from, boolean little) throws NotTaken {
    return little ? from.u16le() : from.u16();
  }

  private static long u32(Source from, boolean little) throws NotTaken {
    return little ? from.u32le() : from.u32();
  }
}
