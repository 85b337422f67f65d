package io.levee.app;

import io.levee.app.config.Durations;
import io.levee.app.config.Sources;
import io.levee.app.log.LogConfig;
import io.levee.app.log.Logging;
import io.levee.simulate.Arrivals;
import io.levee.simulate.ArrivalsFile;
import io.levee.simulate.Gate;
import io.levee.simulate.Measured;
import io.levee.simulate.Plan;
import io.levee.simulate.Progress;
import io.levee.simulate.Report;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries out how many agents a shop needs. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tries out how many agents a shop needs: starts a gateway of its own with its stores, seats"
          + " agents, sends it shoppers who ask for a person, wait and give up, and says how long"
          + " they waited, next to what queueing theory says (Erlang-A and Erlang-C).",
      "",
      "Gaps between arrivals, handling times and patience are exponential. All times are customer"
          + " seconds, which pass --speed times as fast as real ones, and not at all while the"
          + " gateway has an answer to give."
    },
    footer = {
      "",
      "FILE has a count a line, or minute<TAB>count; a time of day or RFC 3339 time instead of the"
          + " minute will do, and a heading that says second makes them seconds.",
      "",
      "Exits with 1 when the figures are not valid.",
      "",
      "Examples:",
      "  ./levee simulate --arrivals 2880/h --agents 50 --aht 60s --patience 120s",
      "  ./levee simulate --arrivals 600/h --agents 12 --aht 4m --patience none --runs 10",
      "  ./levee simulate --arrivals 2880/h --curve promotion --agents 50 --customers 20000",
      "  ./levee simulate --arrivals calls.tsv --agents 80 --aht 3m --patience 90s --json"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final Pattern RATE =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*/\\s*(h|hour|m|min|minute|s|sec|second|d|day)");
  private static final double MOST_SPEED = 600;
  private static final int CUSTOMERS = 20_000;

  /** Seconds between lines in a log. */
  private static final int QUIET = 30;

  private static final int MOST_CUSTOMERS = 10_000_000;
  private static final Duration TOKEN_LIFE = Duration.ofDays(30);

  enum Curve {
    STEADY,
    PROMOTION
  }

  @Option(
      names = "--arrivals",
      required = true,
      paramLabel = "RATE|FILE",
      description = "Shoppers who ask for a person: such as 2880/h, 48/min or 0.8/s, or a file.")
  private String arrivals;

  @Option(names = "--agents", required = true, description = "How many agents, 1 to 2,000.")
  private int agents;

  @Option(
      names = "--capacity",
      defaultValue = "1",
      description = "Conversations of one agent at once, 1 to 100 (${DEFAULT-VALUE}).")
  private int capacity;

  @Option(
      names = "--aht",
      defaultValue = "60s",
      description = "Mean handling time (${DEFAULT-VALUE}).")
  private Duration handlingTime;

  @Option(
      names = "--patience",
      defaultValue = "120s",
      description = "Mean patience, or none when nobody gives up (${DEFAULT-VALUE}).")
  private String patience;

  @Option(
      names = "--customers",
      paramLabel = "N",
      description =
          "How many shoppers: 20000, or as many as the file counts; a file is scaled to it.")
  private Integer customers;

  @Option(
      names = "--curve",
      defaultValue = "steady",
      description =
          "steady, or promotion: an opening rush of 2.7 times the mean rate, and a second peak.")
  private Curve curve;

  @Option(
      names = "--stretch",
      description = "How long each count of FILE holds; by default as the file tells, else 1m.")
  private Duration stretch;

  @Option(
      names = "--speed",
      defaultValue = "60",
      description =
          "Customer seconds a real second at most, up to 600 (${DEFAULT-VALUE}); slower where the"
              + " machine cannot keep up.")
  private double speed;

  @Option(names = "--seed", defaultValue = "1", description = "Of all chance (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--runs",
      defaultValue = "1",
      description = "How often, with seeds counted up, 1 to 1,000 (${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--warmup",
      defaultValue = "10%",
      description =
          "The share of customers that comes first and is not counted (${DEFAULT-VALUE}).")
  private String warmUp;

  @Option(
      names = "--url",
      description =
          "A gateway that runs already, in place of one of its own, at speed 1. Then --users is"
              + " needed, and the configuration must have the storefront's tokenSecret.")
  private URI url;

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description = "The agents of --url: user<TAB>password, one a line, all of one storefront.")
  private Path users;

  @Option(
      names = "--storefront",
      defaultValue = "demo",
      description = "The storefront of --url (${DEFAULT-VALUE}).")
  private String storefront;

  @Mixin private ConfigOptions config;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;
  private int told;

  @Override
  public Integer call() throws IOException {
    Plan plan = plan();
    // What the gateway says on its way is said to nobody who waits for figures.
    Logging.level(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.ERROR));
    List<Measured> results = new ArrayList<>();
    try (SimulatedGateway gateway = gateway(plan)) {
      for (int run = 0; run < runs; run++) {
        int number = run + 1;
        results.add(gateway.run(plan.withSeed(seed + run), at -> tell(number, at)));
      }
      tell("");
    }
    Report report =
        new Report(plan, arrivals + (curve == Curve.PROMOTION ? " (promotion)" : ""), results);
    // The signs are UTF-8 whatever the locale says.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    out.print(json ? report.json().encodePrettily() + "\n" : report.text());
    out.flush();
    return report.valid() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private SimulatedGateway gateway(Plan plan) throws IOException {
    Sources sources = config.sources();
    if (url == null) {
      return SimulatedGateway.start(plan, sources.sets());
    }
    require(url.getHost() != null, "--url", "an address such as https://chat.shop.example");
    require(users != null, "--users", "a file of user<TAB>password, one a line");
    List<Gate.Login> logins =
        Files.readAllLines(users, StandardCharsets.UTF_8).stream()
            .filter(line -> !line.isBlank())
            .map(line -> line.split("\t", 2))
            .map(fields -> new Gate.Login(fields[0], fields.length == 2 ? fields[1] : ""))
            .toList();
    require(logins.size() >= agents, "--users", agents + " agents; there are " + logins.size());
    String key = "storefronts." + storefront + ".tokenSecret";
    String secret = sources.text(key).orElse("");
    require(!secret.isEmpty(), "--config", "the gateway's file: " + key + " is not in it");
    Instant expires = Instant.now().plus(TOKEN_LIFE);
    return SimulatedGateway.join(
        plan,
        street -> new Gate(url, VisitorTokens.of(street, storefront, secret, expires), logins));
  }

  // ---- What is asked for

  private Plan plan() throws IOException {
    double service = handlingTime.toMillis() / 1000.0;
    require(agents >= 1 && agents <= 2_000, "--agents", "1 to 2000");
    require(capacity >= 1 && capacity <= 100, "--capacity", "1 to 100");
    require(service > 0, "--aht", "a time such as 60s");
    require(customers == null || customers >= 1, "--customers", "1 or more");
    require(asked() <= MOST_CUSTOMERS, "--customers", "10000000 at most");
    require(speed > 0 && speed <= MOST_SPEED, "--speed", "more than 0 and up to 600");
    require(runs >= 1 && runs <= 1_000, "--runs", "1 to 1000");
    Arrivals shape = shape();
    return new Plan(
        shape,
        agents,
        capacity,
        service,
        patience(),
        shape.isSteady() ? asked() : (int) Math.max(1, Math.round(shape.total())),
        warmUp(),
        url == null ? speed : 1,
        seed);
  }

  private int asked() {
    return customers == null ? CUSTOMERS : customers;
  }

  private Arrivals shape() throws IOException {
    Matcher rate = RATE.matcher(arrivals.strip().toLowerCase(Locale.ROOT));
    if (rate.matches()) {
      double perSecond = Double.parseDouble(rate.group(1)) / unit(rate.group(2));
      require(perSecond > 0, "--arrivals", "more than 0");
      return curve == Curve.PROMOTION
          ? Arrivals.promotion(perSecond, asked())
          : Arrivals.steady(perSecond);
    }
    Path file = Path.of(arrivals);
    require(
        Files.isRegularFile(file),
        "--arrivals",
        "a rate such as 2880/h, or a file that exists; " + arrivals + " is neither");
    require(curve == Curve.STEADY, "--curve", "a rate with it; a file has a curve of its own");
    try {
      Arrivals counted =
          ArrivalsFile.read(
              Files.readAllLines(file, StandardCharsets.UTF_8),
              stretch == null
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(stretch.toMillis() / 1000.0));
      Arrivals scaled = customers == null ? counted : counted.scaledTo(customers);
      require(scaled.total() <= MOST_CUSTOMERS, "--customers", "fewer: the file counts more");
      return scaled;
    } catch (IllegalArgumentException unreadable) {
      throw new ParameterException(
          spec.commandLine(), arrivals + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static double unit(String name) {
    return switch (name.charAt(0)) {
      case 's' -> 1;
      case 'm' -> 60;
      case 'h' -> 3_600;
      default -> 86_400;
    };
  }

  private double patience() {
    if (patience.equalsIgnoreCase("none") || patience.toLowerCase(Locale.ROOT).startsWith("inf")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      double mean = Durations.parse(patience).toMillis() / 1000.0;
      require(mean > 0, "--patience", "a time such as 120s, or none");
      return mean;
    } catch (IllegalArgumentException unreadable) {
      throw new ParameterException(
          spec.commandLine(), "--patience: give a time such as 120s, or none", unreadable);
    }
  }

  private double warmUp() {
    String text = warmUp.strip();
    try {
      double share =
          text.endsWith("%")
              ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
              : Double.parseDouble(text);
      require(share >= 0 && share <= 0.9, "--warmup", "0% to 90%");
      return share;
    } catch (NumberFormatException unreadable) {
      throw new ParameterException(
          spec.commandLine(), "--warmup: give a share such as 10%", unreadable);
    }
  }

  private void require(boolean good, String option, String give) {
    if (!good) {
      throw new ParameterException(spec.commandLine(), option + ": give " + give);
    }
  }

  // ---- How far it is

  private void tell(int run, Progress at) {
    tell(
        String.format(
            Locale.ROOT,
            "%s%d of %d customers, %.0f s of theirs at %.0f×, %d waiting, %d being served",
            runs == 1 ? "" : "run " + run + ": ",
            at.came(),
            at.customers(),
            at.customerSeconds(),
            at.speed(),
            at.waiting(),
            at.busy()));
  }

  /** On a terminal one line that changes; else a line now and then. */
  private void tell(String line) {
    if (Terminal.watched()) {
      System.err.print("\r\u001b[K" + line);
      System.err.flush();
    } else if (!line.isEmpty() && ++told % QUIET == 0) {
      System.err.println(line);
    }
  }
}
