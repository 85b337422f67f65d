package io.levee.replay.load;

import java.util.List;

/**
 * The closed model: so many shoppers, each sending its next message after the answer to the last
 * and a pause. A slow server is offered less, so latencies say nothing about an open shop door;
 * what it is good for is finding the most that a server can do.
 */
final class ClosedDrive implements Drive {
  private final Stage stage;
  private final List<? extends Shopper> shoppers;
  private final Script script;
  private long zero;
  private long end;

  ClosedDrive(Stage stage, List<? extends Shopper> shoppers, Script script) {
    this.stage = stage;
    this.shoppers = shoppers;
    this.script = script;
  }

  @Override
  public void begin(long now) {
    zero = now + (long) (stage.scenario().warmup() * 1e9);
    end = zero + (long) (stage.scenario().shape().seconds() * 1e9);
    for (Shopper who : shoppers) {
      later(who, stage.jitter(Math.max(0.05, stage.scenario().talk().think())));
    }
  }

  private void later(Shopper who, long nanos) {
    long at = stage.now() + nanos;
    stage.timers().at(at, () -> say(who, at));
  }

  private void say(Shopper who, long intended) {
    if (intended - end >= 0) {
      return;
    }
    boolean measured = intended - zero >= 0;
    Sent message = script.next(who, intended, measured);
    stage.tally().sent(who, message);
    stage.tally().lag(measured, stage.now() - intended);
    who.say(message);
  }

  @Override
  public long due() {
    return Long.MAX_VALUE;
  }

  @Override
  public void go() {}

  @Override
  public void resolved(Shopper who, long retryAfterNanos) {
    double think = stage.scenario().talk().think();
    later(who, Math.max(retryAfterNanos, think == 0 ? 0 : stage.pause(think)));
  }

  @Override
  public long zero() {
    return zero;
  }

  @Override
  public void stop(long now) {
    end = now;
  }

  @Override
  public long end() {
    return end;
  }
}
