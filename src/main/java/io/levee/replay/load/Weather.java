package io.levee.replay.load;

import io.levee.replay.plan.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Breaks sockets: now and then, or many at once. */
final class Weather {
  private static final long STEP = 100_000_000L;

  private final Stage stage;
  private final List<SocketShopper> sockets;
  private final long zero;
  private final long end;
  private double due;

  Weather(Stage stage, List<SocketShopper> sockets, long zero, long end) {
    this.stage = stage;
    this.sockets = sockets;
    this.zero = zero;
    this.end = end;
  }

  void begin() {
    if (sockets.isEmpty()) {
      return;
    }
    Scenario.Faults faults = stage.scenario().faults();
    for (Scenario.Storm storm : faults.storms()) {
      stage.timers().at(zero + (long) (storm.at() * 1e9), () -> storm(storm));
    }
    if (faults.reconnectsPerMinute() > 0) {
      stage.timers().at(zero, this::drizzle);
    }
  }

  private void storm(Scenario.Storm storm) {
    for (SocketShopper one : List.copyOf(new ArrayList<>(sockets))) {
      if (stage.random().nextDouble() < storm.share()) {
        one.drop(Math.max(0.001, storm.within()));
      }
    }
  }

  private void drizzle() {
    due += stage.scenario().faults().reconnectsPerMinute() * sockets.size() / 600;
    for (; due >= 1; due--) {
      sockets.get(stage.random().nextInt(sockets.size())).drop(0.1);
    }
    if (stage.now() - end < 0) {
      stage.timers().at(stage.now() + STEP, this::drizzle);
    }
  }
}
