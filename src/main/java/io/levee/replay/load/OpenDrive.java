package io.levee.replay.load;

import io.levee.replay.plan.Arrivals;
import io.levee.replay.plan.Scenario;
import io.levee.replay.plan.Segment;
import io.levee.replay.plan.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The open model: every message has its time before the run begins, and a slow server changes none
 * of them (Schroeder, Wierman and Harchol-Balter, Open Versus Closed, NSDI 2006).
 */
final class OpenDrive implements Drive {
  private final Scenario scenario;
  private final Stage stage;
  private final Crowd crowd;
  private final Script script;
  private final Arrivals arrivals;
  private final double warmup;
  private long began;
  private long next;
  private long end;

  OpenDrive(Stage stage, Crowd crowd, Script script) {
    this.scenario = stage.scenario();
    this.stage = stage;
    this.crowd = crowd;
    this.script = script;
    this.warmup = scenario.warmup();
    Shape shape = warmed(scenario.shape(), warmup);
    this.arrivals =
        scenario.poisson() ? Arrivals.poisson(shape, scenario.seed()) : Arrivals.even(shape);
  }

  /** What is offered first is offered before that, too; where it begins with nothing, a little. */
  private static Shape warmed(Shape shape, double warmup) {
    if (warmup <= 0) {
      return shape;
    }
    List<Segment> segments = new ArrayList<>();
    double first = Math.max(shape.segments().getFirst().from(), shape.peak() / 20);
    segments.add(Segment.flat(warmup, first));
    segments.addAll(shape.segments());
    return new Shape(segments);
  }

  @Override
  public void begin(long now) {
    began = now;
    end = zero() + (long) (scenario.shape().seconds() * 1e9);
    fetch();
  }

  private void fetch() {
    long offset = arrivals.next();
    next = offset < 0 ? Long.MAX_VALUE : began + offset;
  }

  @Override
  public long due() {
    return next;
  }

  @Override
  public void go() {
    long intended = next;
    boolean measured = intended - zero() >= 0;
    Shopper who = crowd.next(intended);
    Sent message = script.next(who, intended, measured);
    who.readyAt = intended + stage.pause(scenario.talk().think());
    crowd.back(who);
    stage.tally().sent(who, message);
    stage.tally().lag(measured, stage.now() - intended);
    who.say(message);
    fetch();
  }

  @Override
  public void resolved(Shopper who, long retryAfterNanos) {}

  @Override
  public long zero() {
    return began + (long) (warmup * 1e9);
  }

  @Override
  public void stop(long now) {
    next = Long.MAX_VALUE;
    end = now;
  }

  @Override
  public long end() {
    return end;
  }
}
