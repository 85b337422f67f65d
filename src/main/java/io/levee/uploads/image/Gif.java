package io.levee.uploads.image;

/**
 * GIF (<a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">89a</a>): images and extensions,
 * each a row of sub-blocks. Of the extensions those for timing and looping are kept; comments, XMP
 * and other applications' own are not.
 */
final class Gif {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int TIMING = 0xf9;
  private static final int APPLICATION = 0xff;

  private final Source in;
  private final Sink out;
  private int width;
  private int height;
  private boolean drawn;

  Gif(byte[] file) {
    this.in = new Source(file, Format.GIF);
    this.out = new Sink(file.length);
  }

  Picture picture() throws NotTaken {
    in.skip(6);
    width = in.u16le();
    height = in.u16le();
    int flags = in.u8();
    in.skip(2);
    colours(flags);
    in.copy(0, out);
    for (int block = in.u8(); block != TRAILER; block = in.u8()) {
      switch (block) {
        case EXTENSION -> extension();
        case IMAGE -> image();
        default -> throw in.broken("it has a part that no reader knows");
      }
    }
    if (!drawn) {
      throw in.broken("there is no picture in it");
    }
    out.u8(TRAILER);
    return new Picture(Format.GIF, out.all(), width, height);
  }

  private void colours(int flags) throws NotTaken {
    if ((flags & 0x80) != 0) {
      in.skip(3L << ((flags & 7) + 1));
    }
  }

  private void extension() throws NotTaken {
    int from = in.at() - 1;
    int label = in.u8();
    boolean needed = label == TIMING || (label == APPLICATION && loops());
    subBlocks();
    if (needed) {
      in.copy(from, out);
    }
  }

  /** Whether it says how often to repeat, and only that. */
  private boolean loops() throws NotTaken {
    boolean named = in.begins("\u000bNETSCAPE2.0") || in.begins("\u000bANIMEXTS1.0");
    return named && in.left() > 16 && in.peek(12) == 3 && in.peek(13) == 1 && in.peek(16) == 0;
  }

  private void image() throws NotTaken {
    int from = in.at() - 1;
    in.skip(4);
    int wide = in.u16le();
    int high = in.u16le();
    if (wide == 0 || high == 0) {
      throw in.broken("there is a picture of no size");
    }
    width = Math.max(width, wide);
    height = Math.max(height, high);
    colours(in.u8());
    in.skip(1);
    subBlocks();
    in.copy(from, out);
    drawn = true;
  }

  private void subBlocks() throws NotTaken {
    for (int length = in.u8(); length != 0; length = in.u8()) {
      in.skip(length);
    }
  }
}
