package io.levee.replay.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Messages with their times, one JSON object a line: {@code {"atMicros","conversation","text",
 * "priority"}}.
 *
 * @param lines by time, from 0
 */
public record Trace(List<TraceLine> lines) {
  private static final int MOST = 10_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  public Trace {
    lines = List.copyOf(lines);
  }

  /**
   * Sorts by time, and moves the first message to 0.
   *
   * @throws IOException names the line that cannot be read
   */
  public static Trace read(Path file) throws IOException {
    List<TraceLine> lines = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          lines.add(line(file + ":" + number, line));
        }
        if (lines.size() > MOST) {
          throw new IOException(file + " has more than " + MOST + " messages; cut it");
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException("there is no " + file, e);
    } catch (MalformedInputException e) {
      throw new IOException(file + " is not UTF-8 text", e);
    }
    if (lines.isEmpty()) {
      throw new IOException(file + " holds no message");
    }
    return of(lines);
  }

  /** Sorts by time, and moves the first message to 0. */
  public static Trace of(List<TraceLine> lines) {
    long first = lines.stream().mapToLong(TraceLine::atMicros).min().orElse(0);
    return new Trace(
        lines.stream()
            .sorted(Comparator.comparingLong(TraceLine::atMicros))
            .map(l -> new TraceLine(l.atMicros() - first, l.conversation(), l.text(), l.priority()))
            .toList());
  }

  private static TraceLine line(String where, String text) throws IOException {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (IOException e) {
      throw new IOException(where + " is not JSON", e);
    }
    JsonNode at = node.path("atMicros");
    if (!at.isNumber() || at.doubleValue() < 0) {
      throw new IOException(where + ": atMicros is needed, a number, 0 or more");
    }
    String said = node.path("text").asText("");
    if (said.isBlank()) {
      throw new IOException(where + ": text is needed, and not empty");
    }
    JsonNode conversation = node.path("conversation");
    String id =
        conversation.isMissingNode() || conversation.isNull() ? where : conversation.asText();
    return new TraceLine(at.longValue(), id, said, priority(node.path("priority")));
  }

  /** Words that other recorders use are understood; what is not a VIP's is normal. */
  private static String priority(JsonNode node) {
    String word = node.asText("normal");
    boolean vip =
        node.isNumber()
            ? node.intValue() > 0
            : word.equalsIgnoreCase("vip") || word.equalsIgnoreCase("high");
    return vip ? "vip" : "normal";
  }

  /** As a line of a file, without line break. */
  public static String json(TraceLine line) {
    ObjectNode node = JSON.createObjectNode();
    node.put("atMicros", line.atMicros());
    node.put("conversation", line.conversation());
    node.put("text", line.text());
    node.put("priority", line.priority());
    return node.toString();
  }

  /** How long it lasts, at least a millisecond. */
  public double seconds() {
    return Math.max(0.001, lines.getLast().atMicros() / 1e6);
  }

  /** Times divided by that. */
  public Trace faster(double speed) {
    return new Trace(
        lines.stream()
            .map(
                l ->
                    new TraceLine(
                        (long) (l.atMicros() / speed), l.conversation(), l.text(), l.priority()))
            .toList());
  }

  /**
   * So many times the conversations, each whole: copies are other conversations, moved by up to a
   * second so that they do not march in step; of a fraction, conversations are drawn.
   */
  public Trace scaled(double scale, long seed) {
    if (scale == 1) {
      return this;
    }
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, long[]> shifts = new HashMap<>();
    List<TraceLine> all = new ArrayList<>();
    for (TraceLine line : lines) {
      long[] copies = shifts.computeIfAbsent(line.conversation(), id -> copies(scale, random));
      for (int i = 0; i < copies.length; i++) {
        String id = i == 0 ? line.conversation() : line.conversation() + "~" + i;
        all.add(new TraceLine(line.atMicros() + copies[i], id, line.text(), line.priority()));
      }
    }
    all.sort(Comparator.comparingLong(TraceLine::atMicros));
    return new Trace(all);
  }

  private static long[] copies(double scale, SplittableRandom random) {
    int n = (int) scale + (random.nextDouble() < scale - Math.floor(scale) ? 1 : 0);
    long[] shifts = new long[n];
    for (int i = 1; i < n; i++) {
      shifts[i] = random.nextLong(1_000_000);
    }
    return shifts;
  }

  /** Cut after so many seconds. */
  public Trace until(double seconds) {
    return new Trace(lines.stream().filter(l -> l.atMicros() <= seconds * 1e6).toList());
  }
}
