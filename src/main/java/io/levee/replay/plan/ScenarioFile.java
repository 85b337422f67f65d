package io.levee.replay.plan;

import io.levee.replay.plan.Scenario.Account;
import io.levee.replay.plan.Scenario.Agents;
import io.levee.replay.plan.Scenario.Faults;
import io.levee.replay.plan.Scenario.Storm;
import io.levee.replay.plan.Scenario.Talk;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads scenarios, and says all that is wrong with one. loadtest/README.md lists the keys. */
public final class ScenarioFile {
  private static final double DAY = 86_400;

  private final Keys keys;
  private final Path directory;

  private ScenarioFile(Keys keys, Path directory) {
    this.keys = keys;
    this.directory = directory;
  }

  /**
   * @param file a scenario in YAML, or a trace ({@code .jsonl})
   * @param sets what differs, such as {@code rate=500} or {@code phases[0].for=10s}
   * @throws ScenarioFaults with every fault
   */
  public static Scenario read(Path file, List<String> sets) throws ScenarioFaults {
    Path directory = file.toAbsolutePath().getParent();
    if (file.toString().endsWith(".jsonl")) {
      List<String> all = new ArrayList<>();
      all.add("trace=" + file.toAbsolutePath());
      all.addAll(sets);
      return parse(stem(file), "", directory, all);
    }
    try {
      return parse(stem(file), Files.readString(file), directory, sets);
    } catch (NoSuchFileException e) {
      throw new ScenarioFaults(file.toString(), List.of("there is no such file"));
    } catch (MalformedInputException e) {
      throw new ScenarioFaults(file.toString(), List.of("is not UTF-8 text"));
    } catch (IOException e) {
      throw new ScenarioFaults(file.toString(), List.of("cannot be read: " + e.getMessage()));
    }
  }

  private static String stem(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", "");
  }

  /**
   * @param name its name where the text gives none
   * @param directory where files that it names are looked for
   * @throws ScenarioFaults with every fault
   */
  public static Scenario parse(String name, String yaml, Path directory, List<String> sets)
      throws ScenarioFaults {
    List<String> faults = new ArrayList<>();
    Object root = Overrides.apply(load(name, yaml), sets, faults);
    Scenario scenario = new ScenarioFile(new Keys(root, "", faults), directory).scenario(name);
    if (!faults.isEmpty()) {
      throw new ScenarioFaults(name, faults);
    }
    return scenario;
  }

  private static Object load(String name, String yaml) throws ScenarioFaults {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    } catch (MarkedYAMLException e) {
      String line =
          e.getProblemMark() == null ? "" : " in line " + (e.getProblemMark().getLine() + 1);
      throw new ScenarioFaults(name, List.of("is not YAML" + line + ": " + e.getProblem()));
    } catch (YAMLException e) {
      throw new ScenarioFaults(name, List.of("is not YAML: " + e.getMessage()));
    }
  }

  private Scenario scenario(String otherwise) {
    String name = keys.text("name", otherwise);
    String about = keys.text("about", "");
    boolean closed = keys.oneOf("model", "open", "open", "closed").equals("closed");
    int users = keys.whole("users", 10, 1, 100_000);
    long seed = (long) keys.number("seed", 1, 0, 9e15);
    boolean poisson = keys.oneOf("arrivals", "poisson", "poisson", "even").equals("poisson");
    double rate = keys.number("rate", 10, 0.001, 10_000_000);
    boolean rated = keys.has("rate");
    double scale = keys.number("scale", 1, 0.000_001, 1_000_000);
    double speed = keys.number("speed", 1, 0.000_001, 1_000_000);
    Shape written =
        new Shape(
            keys.each("phases", new Phases(directory)::read).stream()
                .flatMap(List::stream)
                .toList());
    Optional<Trace> recorded = trace();
    boolean none = written.segments().isEmpty();
    if (none && !keys.has("trace")) {
      keys.fault("phases", "is missing; list one or more, such as {kind: constant, for: 30s}");
    } else if (!none && keys.has("trace")) {
      keys.fault("trace", "stands beside phases; keep one of them");
    }
    if (none) {
      written = new Shape(List.of(Segment.flat(1, 1)));
    }
    Shape shape = stretched(written.times(rate * scale).lasting(1 / speed));
    if (!none && shape.messages() < 1 && !closed) {
      keys.fault("phases", "come to less than one message; raise rate or for");
    }
    double times =
        recorded
            .map(t -> rated ? scale * rate * t.seconds() / t.lines().size() : scale)
            .orElse(1.0);
    Optional<Trace> trace = recorded.map(t -> shortened(scaled(t, times, seed).faster(speed)));
    if (keys.has("trace")) {
      onlyWithPhases(closed);
    }
    Talk talk = talk(keys.below("conversation"));
    double peak = trace.map(t -> t.lines().size() / t.seconds()).orElse(shape.peak());
    Scenario scenario =
        new Scenario(
            name,
            about,
            closed ? users : 0,
            shape,
            poisson,
            seed,
            keys.seconds("warmup", "0s", 0, 3_600),
            trace,
            talk,
            shoppers(closed ? users : -1, peak, talk),
            keys.share("http", 0),
            keys.share("vip", 0),
            keys.whole("idle", 0, 0, 200_000),
            keys.number("connectPerSecond", 500, 1, 100_000),
            keys.whole("connections", 256, 1, 20_000),
            keys.whole("sources", 4, 1, 250),
            faults(none ? 1 / speed : shape.seconds() / written.seconds()),
            agents(keys.below("agents")),
            mix(),
            keys.seconds("goodputWithin", "250ms", 0.001, 3_600),
            keys.seconds("patience", "30s", 0, 3_600),
            keys.whole("verify", 200, 0, 1_000_000),
            thresholds());
    keys.nothingElse();
    return scenario;
  }

  /** A trace says who says what and when: what else would say it, does not go with it. */
  private void onlyWithPhases(boolean closed) {
    if (closed) {
      keys.fault("model", "cannot be closed with a trace, which says when each message is sent");
    }
    for (String key : List.of("warmup", "shoppers", "mix")) {
      if (keys.has(key)) {
        keys.fault(key, "does not go with a trace; leave one of them out");
      }
    }
  }

  private Trace scaled(Trace trace, double times, long seed) {
    Trace scaled = trace.scaled(times, seed);
    if (scaled.lines().isEmpty()) {
      keys.fault(
          keys.has("rate") ? "rate" : "scale", "leaves no conversation of the trace; raise it");
      return trace;
    }
    return Trace.of(scaled.lines());
  }

  private Shape stretched(Shape shape) {
    if (!keys.has("duration")) {
      return shape;
    }
    double wanted = keys.seconds("duration", "30s", 0.001, 30 * DAY);
    return shape.lasting(wanted / shape.seconds());
  }

  private Trace shortened(Trace trace) {
    if (!keys.has("duration")) {
      return trace;
    }
    return trace.until(keys.seconds("duration", "30s", 0.001, 30 * DAY));
  }

  private Optional<Trace> trace() {
    String file = keys.text("trace", "");
    if (file.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Trace.read(directory.resolve(file)));
    } catch (IOException e) {
      keys.fault("trace", "cannot be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Enough that nobody has to think faster than they do: the peak's rate times the pause. */
  private int shoppers(int users, double peak, Talk talk) {
    int enough =
        users > 0 ? users : (int) Math.clamp(Math.ceil(peak * talk.think() * 1.2) + 10, 10, 5_000);
    int wanted =
        keys.text("shoppers", "auto").equals("auto")
            ? enough
            : keys.whole("shoppers", enough, 1, 200_000);
    return users > 0 ? users : wanted;
  }

  private static Talk talk(Keys talk) {
    Talk read =
        new Talk(
            talk.number("messages", 4, 1, 1_000),
            talk.whole("most", 20, 1, 10_000),
            talk.seconds("think", "5s", 0, 3_600),
            talk.share("askPerson", 0),
            talk.share("novel", 0),
            talk.flag("closes", true),
            talk.share("newcomers", 0));
    talk.nothingElse();
    return read;
  }

  /**
   * @param pace by which the phases' times were multiplied
   */
  private Faults faults(double pace) {
    double duplicates = keys.share("duplicates", 0);
    int retries = keys.whole("retries", 0, 0, 100);
    Keys reconnects = keys.below("reconnects");
    double perMinute = reconnects.number("perMinute", 0, 0, 6_000);
    List<Storm> storms =
        reconnects.each(
            "storms",
            storm ->
                new Storm(
                    storm.seconds("at", "0s", 0, 30 * DAY) * pace,
                    storm.share("share", 1),
                    storm.seconds("within", "1s", 0, 3_600)));
    reconnects.nothingElse();
    Keys slow = keys.below("slowReaders");
    double share = slow.share("share", 0);
    double every = slow.seconds("readEvery", "5s", 0.01, 3_600);
    slow.nothingElse();
    return new Faults(duplicates, retries, perMinute, storms, share, every);
  }

  private static Agents agents(Keys agents) {
    List<Account> accounts =
        agents.each("accounts", a -> new Account(a.text("user", ""), a.text("password", "demo")));
    if (accounts.stream().anyMatch(a -> a.user().isBlank())) {
      agents.fault("accounts", "has one without user; give such as {user: alice, password: demo}");
    }
    Agents read =
        new Agents(
            accounts,
            agents.whole("capacity", 3, 1, 1_000),
            agents.seconds("answerAfter", "3s", 0, 3_600),
            agents.whole("answers", 2, 1, 100));
    agents.nothingElse();
    return read;
  }

  private Mix mix() {
    Map<String, List<String>> texts = new Texts(keys, directory).read();
    Map<String, Double> weights = new LinkedHashMap<>();
    Keys mix = keys.below("mix");
    for (String intent : mix.names()) {
      weights.put(intent, mix.number(intent, 1, 0, 1e9));
      if (!texts.isEmpty() && !texts.containsKey(intent)) {
        mix.fault(intent, "has no texts; allowed: " + String.join(", ", texts.keySet()));
      }
    }
    return new Mix(texts, weights);
  }

  private List<Threshold> thresholds() {
    List<Threshold> read = new ArrayList<>();
    for (String text : keys.texts("thresholds")) {
      Threshold.parse(text)
          .ifPresentOrElse(
              read::add,
              () ->
                  keys.fault(
                      "thresholds",
                      "has '"
                          + text
                          + "'; write such as p99 < 200ms, goodput > 0.95 or lost == 0, with one of"
                          + " "
                          + String.join(
                              ", ", Threshold.METRICS.keySet().stream().sorted().toList())));
    }
    return read;
  }
}
