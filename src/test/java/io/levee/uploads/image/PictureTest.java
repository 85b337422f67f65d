package io.levee.uploads.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureTest {
  private static final long MANY = 1_000_000;

  private static final Map<String, byte[]> FILES =
      Map.of(
          "jpg", ImageFiles.jpegOfAPhone(6),
          "png", ImageFiles.pngWithAll(6),
          "gif", ImageFiles.gifWithAll(),
          "webp", ImageFiles.webpWithAll(6));

  static Stream<String> files() {
    return FILES.keySet().stream();
  }

  private static Picture clean(byte[] file) throws NotTaken {
    return Picture.of(file, MANY);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @MethodSource("files")
  void saysNothingOfWhoAndWhereAnyMore(String name) throws NotTaken {
    byte[] file = FILES.get(name);
    assertThat(latin(file)).contains(ImageFiles.SECRET);

    String cleaned = latin(clean(file).bytes());

    assertThat(cleaned)
        .doesNotContain(ImageFiles.SECRET, "Wang", "adobe", "XMP", "prVt", "tIME", "MPF");
  }

  /** The tag of the GPS block, in both byte orders. */
  @ParameterizedTest
  @MethodSource("files")
  void hasNoPlaceInItsExif(String name) throws NotTaken {
    assertThat(latin(clean(FILES.get(name)).bytes()))
        .doesNotContain("\u0088%\0\u0004", "%\u0088\u0004\0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif"})
  void showsTheSamePixels(String name) throws Exception {
    byte[] file = FILES.get(name);
    Picture cleaned = clean(file);

    List<BufferedImage> before = pictures(name, file);
    List<BufferedImage> after = pictures(name, cleaned.bytes());

    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.size(); i++) {
      assertThat(pixels(after.get(i))).isEqualTo(pixels(before.get(i)));
    }
    assertThat(List.of(cleaned.width(), cleaned.height())).containsExactly(40, 30);
  }

  private static List<BufferedImage> pictures(String format, byte[] file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
    List<BufferedImage> all = new ArrayList<>();
    for (int i = 0; i < reader.getNumImages(true); i++) {
      all.add(reader.read(i));
    }
    return all;
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @ParameterizedTest
  @MethodSource("files")
  void cleaningTwiceChangesNothing(String name) throws NotTaken {
    byte[] once = clean(FILES.get(name)).bytes();
    assertThat(clean(once).bytes()).isEqualTo(once);
  }

  @Test
  void keepsWhichWayIsUpAndNothingElseOfTheExif() throws NotTaken {
    String sideways = latin(Exif.saying(6));
    assertThat(latin(clean(ImageFiles.jpegOfAPhone(6)).bytes())).contains("Exif\0\0" + sideways);
    assertThat(latin(clean(ImageFiles.pngWithAll(6)).bytes())).contains("eXIf" + sideways);
    assertThat(latin(clean(ImageFiles.webpWithAll(6)).bytes()))
        .contains("EXIF\u001a\0\0\0" + sideways)
        .contains("VP8X\n\0\0\0\u0008");
    assertThat(latin(clean(ImageFiles.jpegOfAPhone(1)).bytes())).doesNotContain("Exif");
    assertThat(latin(clean(ImageFiles.pngWithAll(1)).bytes())).doesNotContain("eXIf");
    assertThat(latin(clean(ImageFiles.webpWithAll(1)).bytes()))
        .doesNotContain("EXIF")
        .contains("VP8X\n\0\0\0\0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 65_535})
  void readsTheOrientationInBothByteOrders(int value) {
    int expected = value >= 1 && value <= 8 ? value : 1;
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      Source exif = new Source(ImageFiles.exif(value, order), Format.JPEG);
      assertThat(Exif.orientation(exif)).isEqualTo(expected);
    }
    assertThat(Exif.orientation(new Source(Exif.saying(5), Format.PNG))).isEqualTo(5);
  }

  @Test
  void whatColoursDependOnStays() throws NotTaken {
    byte[] plain = ImageFiles.plain("jpg", 8, 8);
    byte[] file =
        ImageFiles.join(
            ImageFiles.part(plain, 0, 20),
            ImageFiles.segment(0xe2, ImageFiles.text("ICC_PROFILE\0\u0001\u0001colours")),
            ImageFiles.segment(0xee, ImageFiles.text("Adobe\0d\0\0\0\0\u0001")),
            ImageFiles.part(plain, 20, plain.length));
    assertThat(latin(clean(file).bytes())).contains("ICC_PROFILE", "Adobe");
    byte[] png = ImageFiles.plain("png", 8, 8);
    byte[] gamma =
        ImageFiles.join(
            ImageFiles.part(png, 0, ImageFiles.PNG_HEADER),
            ImageFiles.chunk("gAMA", new byte[] {0, 0, (byte) 0xb1, (byte) 0x8f}),
            ImageFiles.part(png, ImageFiles.PNG_HEADER, png.length));
    assertThat(clean(gamma).bytes()).isEqualTo(gamma);
    assertThat(latin(clean(ImageFiles.gifWithAll()).bytes())).containsOnlyOnce("NETSCAPE2.0");
  }

  @Test
  void framesOfAnAnimationAreCleanedToo() throws NotTaken {
    byte[] frame =
        ImageFiles.riff(
            "ANMF",
            ImageFiles.join(
                new byte[16],
                ImageFiles.vp8l(),
                ImageFiles.riff("prVt", ImageFiles.text(ImageFiles.SECRET))));
    byte[] file =
        ImageFiles.webp(
            ImageFiles.vp8x(2, 1, 1), ImageFiles.riff("ANIM", new byte[6]), frame, frame);
    Picture cleaned = clean(file);
    assertThat(latin(cleaned.bytes())).doesNotContain(ImageFiles.SECRET).contains("ANIM", "ANMF");
    assertThat(cleaned.bytes())
        .isEqualTo(
            ImageFiles.webp(
                ImageFiles.vp8x(2, 1, 1),
                ImageFiles.riff("ANIM", new byte[6]),
                ImageFiles.riff("ANMF", ImageFiles.join(new byte[16], ImageFiles.vp8l())),
                ImageFiles.riff("ANMF", ImageFiles.join(new byte[16], ImageFiles.vp8l()))));
  }

  @Test
  void aThumbnailBesideThePictureIsDropped() throws NotTaken {
    byte[] plain = ImageFiles.plain("jpg", 8, 8);
    byte[] jfif = ImageFiles.text("JFIF\0\u0001\u0002\0\0\u0001\0\u0001\u0001\u0001" + "abc");
    byte[] file =
        ImageFiles.join(
            ImageFiles.part(plain, 0, 2),
            ImageFiles.segment(0xe0, jfif),
            ImageFiles.segment(0xe0, ImageFiles.text("JFXX\0\u0010" + ImageFiles.SECRET)),
            ImageFiles.part(plain, 20, plain.length));
    assertThat(latin(clean(file).bytes())).contains("JFIF").doesNotContain("JFXX", "abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GIF",
        "hello, this is a text",
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<!doctype html><script>alert(1)</script>",
        "%PDF-1.7",
        "BM",
        "RIFF\0\0\0\0WAVEfmt ",
        "\0\0\0 ftypheic"
      })
  void isToldByItsFirstBytes(String file) {
    assertThatThrownBy(() -> clean(ImageFiles.text(file)))
        .isInstanceOfSatisfying(
            NotTaken.class, no -> assertThat(no.why()).isEqualTo(NotTaken.Why.FORMAT))
        .hasMessageContaining("JPEG, PNG, GIF nor WebP");
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileThatEndsTooEarlyIsBroken(String name) throws NotTaken {
    byte[] whole = clean(FILES.get(name)).bytes();
    for (int length = 12; length < whole.length; length++) {
      byte[] cut = ImageFiles.part(whole, 0, length);
      assertThatThrownBy(() -> clean(cut))
          .as("cut to %d", length)
          .isInstanceOfSatisfying(
              NotTaken.class, no -> assertThat(no.why()).isEqualTo(NotTaken.Why.BROKEN));
    }
  }

  /** Whatever is in it, it is cleaned or refused, and never grows. */
  @ParameterizedTest
  @MethodSource("files")
  void damageIsNeverMoreThanARefusal(String name) {
    byte[] file = FILES.get(name);
    Random random = new Random(618);
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = file.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        damaged[random.nextInt(Math.min(damaged.length, 600))] = (byte) random.nextInt(256);
      }
      assertThatCode(
              () -> {
                try {
                  assertThat(Picture.of(damaged, Long.MAX_VALUE).bytes().length)
                      .isLessThanOrEqualTo(damaged.length + 64);
                } catch (NotTaken expected) {
                  assertThat(expected).hasMessageNotContainingAny("null");
                }
              })
          .as(() -> Arrays.toString(damaged))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aChecksumThatIsWrongIsSeen() {
    byte[] file = ImageFiles.plain("png", 8, 8);
    file[ImageFiles.PNG_HEADER + 10] ^= 1;
    assertThatThrownBy(() -> clean(file)).hasMessageContaining("PNG is broken: a checksum");
  }

  @Test
  void refusesWhatIsTooLargeToLookAt() throws NotTaken {
    byte[] png = ImageFiles.plain("png", 8, 8);
    byte[] size = {0, 0, (byte) 0xff, (byte) 0xff, 0, 0, (byte) 0xff, (byte) 0xff, 8, 2, 0, 0, 0};
    byte[] bomb =
        ImageFiles.join(
            ImageFiles.part(png, 0, 8),
            ImageFiles.chunk("IHDR", size),
            ImageFiles.part(png, ImageFiles.PNG_HEADER, png.length));
    assertThatThrownBy(() -> clean(bomb))
        .isInstanceOfSatisfying(
            NotTaken.class, no -> assertThat(no.why()).isEqualTo(NotTaken.Why.PIXELS))
        .hasMessageContaining("65535 x 65535");
    assertThat(Picture.of(png, 64).bytes()).isEqualTo(png);
  }
}
