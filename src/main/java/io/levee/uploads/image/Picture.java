package io.levee.uploads.image;

/**
 * An image without its metadata: no place, no time, no camera, no author, no thumbnails, no
 * comments, nothing behind the picture's end. What the picture needs to look right stays: colour
 * profile, transparency, animation, and which way is up.
 *
 * <p>Nothing is decoded, so a file that would unfold to gigabytes stays as small here as it is. The
 * time is linear in the file's length, some milliseconds for megabytes: not for an event loop.
 */
public final class Picture {
  private final Format format;
  private final byte[] bytes;
  private final int width;
  private final int height;

  Picture(Format format, byte[] bytes, int width, int height) {
    this.format = format;
    this.bytes = bytes;
    this.width = width;
    this.height = height;
  }

  /**
   * @param file as it was sent; not changed
   * @param mostPixels the most that width times height may be
   * @throws NotTaken if it is no image of a known format, broken, or too large to look at
   */
  public static Picture of(byte[] file, long mostPixels) throws NotTaken {
    Format format =
        Format.of(file)
            .orElseThrow(
                () ->
                    new NotTaken(
                        NotTaken.Why.FORMAT, "it is neither JPEG, PNG, GIF nor WebP; send one"));
    Picture picture =
        switch (format) {
          case JPEG -> new Jpeg(file).picture();
          case PNG -> new Png(file).picture();
          case GIF -> new Gif(file).picture();
          case WEBP -> new Webp(file).picture();
        };
    long pixels = (long) picture.width * picture.height;
    if (pixels > mostPixels) {
      throw new NotTaken(
          NotTaken.Why.PIXELS,
          "it has "
              + picture.width
              + " x "
              + picture.height
              + " pixels, more than "
              + mostPixels
              + "; make it smaller");
    }
    return picture;
  }

  public Format format() {
    return format;
  }

  /** The file, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** In pixels, 1 or more. */
  public int width() {
    return width;
  }

  /** In pixels, 1 or more. */
  public int height() {
    return height;
  }
}
