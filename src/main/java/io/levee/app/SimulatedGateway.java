package io.levee.app;

import io.levee.app.config.Config;
import io.levee.ops.Health;
import io.levee.ops.Telemetry;
import io.levee.simulate.CustomerClock;
import io.levee.simulate.Gate;
import io.levee.simulate.Measured;
import io.levee.simulate.Plan;
import io.levee.simulate.Progress;
import io.levee.simulate.Simulation;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway with stores of its own, as {@code serve} starts it, but in a temporary directory and by
 * the customers' clock; and the shoppers and agents at the other end of its sockets. All methods
 * block.
 */
final class SimulatedGateway implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SimulatedGateway.class);

  /** What is to be closed, the last first. */
  private final Deque<Callable<?>> closing = new ConcurrentLinkedDeque<>();

  private Simulation simulation;

  /** Ctrl-C shall not leave servers behind. */
  private SimulatedGateway() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "simulation-close"));
  }

  /**
   * @param sets over the simulated shop's configuration
   * @return once all agents are seated
   */
  static SimulatedGateway start(Plan plan, List<String> sets) throws IOException {
    SimulatedGateway gateway = new SimulatedGateway();
    try {
      gateway.open(plan, sets);
      return gateway;
    } catch (IOException | RuntimeException broken) {
      gateway.close();
      throw broken;
    }
  }

  /**
   * Joins a gateway that runs already, and lives by the real time.
   *
   * @param gate makes the way in, on the Vert.x that it is given
   * @return once all agents are seated
   */
  static SimulatedGateway join(Plan plan, Function<Vertx, Gate> gate) {
    SimulatedGateway gateway = new SimulatedGateway();
    try {
      CustomerClock clock = new CustomerClock(Clock.systemUTC().instant(), System::nanoTime);
      gateway.enter(plan, gate, clock, true);
      return gateway;
    } catch (RuntimeException broken) {
      gateway.close();
      throw broken;
    }
  }

  private void open(Plan plan, List<String> sets) throws IOException {
    Path directory = Files.createTempDirectory("levee-simulate-");
    closing.push(() -> delete(directory));
    SimulatedShop shop = new SimulatedShop(directory, plan);
    Config config = shop.config(sets);
    lendPrograms(Path.of(config.data()));
    CustomerClock clock = new CustomerClock(Clock.systemUTC().instant(), System::nanoTime);
    Telemetry telemetry = new Telemetry();
    closing.push(
        () -> {
          telemetry.close();
          return null;
        });
    // The customers' clock stands still for each answer: what counts is how soon one comes, and
    // nothing is sooner than what need not hop from thread to thread.
    Vertx house = telemetry.vertx(new VertxOptions().setEventLoopPoolSize(1));
    closing.push(() -> house.close().await());
    Health health = new Health(config::ops, System::nanoTime, telemetry.registry());
    GatewayStart.Running running =
        Gateway.start(new Ground(house, () -> config, telemetry.registry(), health, clock)).await();
    closing.push(() -> running.drain().await());
    enter(plan, street -> shop.gate(street, URI.create(running.url())), clock, false);
  }

  private void enter(Plan plan, Function<Vertx, Gate> gate, CustomerClock clock, boolean live) {
    Vertx street = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    closing.push(() -> street.close().await());
    Simulation opened = new Simulation(street, gate.apply(street), clock, live);
    closing.push(() -> opened.close().await());
    opened.open(plan).await();
    simulation = opened;
  }

  Measured run(Plan plan, Consumer<Progress> progress) {
    return simulation.run(plan, progress).await();
  }

  /** Throws away all that was begun. */
  @Override
  public void close() {
    for (Callable<?> next = closing.poll(); next != null; next = closing.poll()) {
      try {
        next.call();
      } catch (Exception broken) {
        // It shall not keep the rest open, nor hide why it came to this.
        log.atDebug().setCause(broken).log("Something of the simulation could not be closed");
      }
    }
  }

  /** PostgreSQL's programs, where {@code serve} has unpacked them before: that takes seconds. */
  private static void lendPrograms(Path data) throws IOException {
    Path unpacked =
        Home.resolve(System.getenv(), Path.of(".levee", "postgres", "programs")).toAbsolutePath();
    if (Files.isExecutable(unpacked.resolve("bin/postgres"))) {
      Path home = Files.createDirectories(data.resolve("postgres"));
      Files.createSymbolicLink(home.resolve("programs"), unpacked);
    }
  }

  private static Void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
    return null;
  }
}
