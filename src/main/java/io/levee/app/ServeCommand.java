package io.levee.app;

import io.levee.app.config.Config;
import io.levee.app.config.ConfigWatcher;
import io.levee.app.config.Sources;
import io.levee.app.log.Logging;
import io.levee.ops.Health;
import io.levee.ops.Loops;
import io.levee.ops.OpsServer;
import io.levee.ops.Telemetry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the gateway until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the gateway until SIGTERM or Ctrl-C.",
    footer = {
      "",
      "SIGTERM and Ctrl-C: finishes what is under way within drain.timeout; again: stops at once.",
      "SIGHUP: reads the configuration again.",
      "",
      "Exits with 0 after it was told to stop, 1 when it could not start, 78 on a faulty config.",
      "",
      "Examples:",
      "  ./levee serve",
      "  ./levee serve --set http.port=9080 --set ops.port=9081",
      "  ./levee serve --config /etc/levee.yaml"
    })
final class ServeCommand implements Callable<Integer> {
  private final GatewayStart gateway;
  @Mixin private ConfigOptions options;
  @Spec private CommandSpec spec;

  ServeCommand(GatewayStart gateway) {
    this.gateway = gateway;
  }

  @Override
  public Integer call() throws InterruptedException {
    Sources sources = options.sources();
    Optional<Config> good = options.load(spec.commandLine().getErr());
    if (good.isEmpty()) {
      return ExitCode.CONFIG;
    }
    List<String> missing = EmbeddedServers.missing(sources);
    if (!missing.isEmpty()) {
      missing.forEach(spec.commandLine().getErr()::println);
      return ExitCode.CONFIG;
    }
    Config config = good.get();
    Logging.start(config.log(), Terminal.watched());
    try (ConfigWatcher<Config> watcher =
        new ConfigWatcher<>(config, sources::load, sources.file(), config.watch())) {
      watcher.onChange(fresh -> Logging.level(fresh.log()));
      Signals.on("HUP", watcher::reload);
      return serve(sources, watcher);
    }
  }

  private int serve(Sources sources, ConfigWatcher<Config> config) throws InterruptedException {
    Stop stop = Stop.onSignals();
    try (Telemetry telemetry = new Telemetry()) {
      Vertx vertx = EventLoops.vertx(telemetry);
      Health health = new Health(() -> config.get().ops(), System::nanoTime, telemetry.registry());
      Loops loops =
          new Loops(vertx, config.get().ops().beat(), System::nanoTime, telemetry.registry());
      OpsServer ops = new OpsServer(() -> config.get().ops(), health, loops, telemetry);
      try {
        ops.start().await();
        GatewayStart.Running running =
            gateway.start(new Ground(vertx, config, telemetry.registry(), health)).await();
        if (stop.orUntil(running.warmUp())) {
          health.serving();
          Ready.tell(running, sources, config.get(), ops.port());
          stop.await();
        }
        health.draining();
        Drain.run(running, config.get().drain());
        return ExitCode.OK;
      } finally {
        loops.close();
        ops.close().await();
        vertx.close().await();
      }
    }
  }
}
