package io.levee.uploads.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Small image files, with things in them that nobody is to see. */
public final class ImageFiles {
  /** Stands for whatever betrays a person, in every file. */
  static final String SECRET = "31.2304N,121.4737E by Wang Wei";

  private ImageFiles() {}

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] part(byte[] of, int from, int to) {
    return Arrays.copyOfRange(of, from, to);
  }

  private static byte[] u16(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static byte[] u32(long value) {
    return ByteBuffer.allocate(4).putInt((int) value).array();
  }

  private static byte[] u32le(long value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array();
  }

  /** A picture of many colours. */
  static BufferedImage drawn(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, Color.HSBtoRGB(x / (float) width, y / (float) height, 1));
      }
    }
    return image;
  }

  /** A plain file of that picture: {@code jpg}, {@code png} or {@code gif}. */
  public static byte[] plain(String format, int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(drawn(width, height), format, bytes);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }

  /** A GIF that no reader can unfold, of about that many bytes; its parts are in order. */
  public static byte[] largeGif(int size) {
    byte[] file = plain("gif", 8, 8);
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    Random random = new Random(5);
    for (byte[] block = new byte[256]; blocks.size() < size; ) {
      random.nextBytes(block);
      block[0] = (byte) 255;
      blocks.writeBytes(block);
    }
    // Before the terminator of the picture's sub-blocks and the trailer.
    return join(
        part(file, 0, file.length - 2),
        blocks.toByteArray(),
        part(file, file.length - 2, file.length));
  }

  // ---- EXIF

  /** Orientation, camera owner and GPS, as a phone writes them. */
  static byte[] exif(int orientation, ByteOrder order) {
    byte[] secret = text(SECRET + "\0");
    ByteBuffer tiff = ByteBuffer.allocate(200).order(order);
    tiff.put(text(order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM")).putShort((short) 42).putInt(8);
    tiff.putShort((short) 3);
    entry(tiff, 0x0112, 3, 1).putShort((short) orientation).putShort((short) 0);
    entry(tiff, 0x013b, 2, secret.length).putInt(100);
    entry(tiff, 0x8825, 4, 1).putInt(50);
    tiff.putInt(0);
    tiff.putShort((short) 2);
    entry(tiff, 1, 2, 2).put(text("N\0\0\0"));
    entry(tiff, 2, 5, 3).putInt(140);
    tiff.putInt(0);
    tiff.put(100, secret);
    tiff.putInt(140, 31).putInt(144, 1).putInt(148, 13).putInt(152, 1).putInt(156, 49);
    tiff.putInt(160, 1);
    return tiff.array();
  }

  private static ByteBuffer entry(ByteBuffer tiff, int tag, int type, int count) {
    return tiff.putShort((short) tag).putShort((short) type).putInt(count);
  }

  // ---- JPEG

  static byte[] segment(int marker, byte[] content) {
    return join(new byte[] {(byte) 0xff, (byte) marker}, u16(content.length + 2), content);
  }

  /** As a phone takes it: EXIF, XMP, IPTC, a second picture, a comment, a film behind the end. */
  public static byte[] jpegOfAPhone(int orientation) {
    byte[] plain = plain("jpg", 40, 30);
    int jfif = 2 + 2 + 16;
    return join(
        part(plain, 0, jfif),
        segment(0xe1, join(text("Exif\0\0"), exif(orientation, ByteOrder.BIG_ENDIAN))),
        segment(0xe1, text("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET)),
        segment(0xe2, text("MPF\0" + SECRET)),
        segment(0xed, text("Photoshop 3.0\0" + SECRET)),
        segment(0xfe, text(SECRET)),
        part(plain, jfif, plain.length),
        text("a film " + SECRET));
  }

  // ---- PNG

  static byte[] chunk(String type, byte[] content) {
    byte[] typed = join(text(type), content);
    CRC32 crc = new CRC32();
    crc.update(typed);
    return join(u32(content.length), typed, u32(crc.getValue()));
  }

  private static byte[] deflated(String text) {
    Deflater deflater = new Deflater();
    deflater.setInput(text(text));
    deflater.finish();
    byte[] bytes = new byte[200];
    int length = deflater.deflate(bytes);
    deflater.end();
    return part(bytes, 0, length);
  }

  static final int PNG_HEADER = 8 + 25;

  static byte[] pngWithAll(int orientation) {
    byte[] plain = plain("png", 40, 30);
    return join(
        part(plain, 0, PNG_HEADER),
        chunk("eXIf", exif(orientation, ByteOrder.LITTLE_ENDIAN)),
        chunk("tEXt", text("Author\0" + SECRET)),
        chunk("iTXt", text("XML:com.adobe.xmp\0\0\0\0\0" + SECRET)),
        chunk("zTXt", join(text("Comment\0\0"), deflated(SECRET))),
        chunk("tIME", new byte[] {7, (byte) 0xea, 6, 18, 0, 0, 0}),
        chunk("prVt", text(SECRET)),
        part(plain, PNG_HEADER, plain.length),
        text(SECRET));
  }

  // ---- GIF

  /** Twice the same picture, in turns, with a comment, XMP and another application's block. */
  static byte[] gifWithAll() {
    byte[] plain = plain("gif", 40, 30);
    int head = 6 + 7 + 3 * 256;
    byte[] picture = part(plain, head, plain.length - 1);
    return join(
        part(plain, 0, head),
        join(text("!\u00ff\u000bNETSCAPE2.0"), new byte[] {3, 1, 0, 0, 0}),
        join(text("!\u00fe"), subBlock(SECRET)),
        join(text("!\u00ff\u000bXMP DataXMP"), subBlock(SECRET)),
        join(text("!\u00ff\u000bNETSCAPE2.0"), subBlock(SECRET)),
        picture,
        picture,
        text(";" + SECRET));
  }

  private static byte[] subBlock(String text) {
    return join(new byte[] {(byte) text.length()}, text(text), new byte[] {0});
  }

  // ---- WebP

  static byte[] riff(String type, byte[] content) {
    return join(text(type), u32le(content.length), content, new byte[content.length % 2]);
  }

  static byte[] webp(byte[]... chunks) {
    byte[] all = join(chunks);
    return join(text("RIFF"), u32le(4 + all.length), text("WEBP"), all);
  }

  static byte[] vp8x(int flags, int width, int height) {
    return riff(
        "VP8X",
        join(
            new byte[] {(byte) flags, 0, 0, 0},
            part(u32le(width - 1), 0, 3),
            part(u32le(height - 1), 0, 3)));
  }

  /** One pixel, without loss: what "cwebp -lossless" makes of it. */
  static byte[] vp8l() {
    return riff(
        "VP8L",
        new byte[] {
          0x2f,
          0,
          0,
          0,
          0,
          7,
          16,
          (byte) 0xfd,
          (byte) 0x8f,
          (byte) 0xfe,
          7,
          34,
          (byte) 0xa2,
          (byte) 0xff,
          1
        });
  }

  static byte[] webpWithAll(int orientation) {
    return webp(
        vp8x(0x0c, 1, 1),
        vp8l(),
        riff("EXIF", join(text("Exif\0\0"), exif(orientation, ByteOrder.LITTLE_ENDIAN))),
        riff("XMP ", text(SECRET)),
        riff("prVt", text(SECRET)));
  }
}
