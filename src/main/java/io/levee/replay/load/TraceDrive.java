package io.levee.replay.load;

import io.levee.replay.plan.Trace;
import io.levee.replay.plan.TraceLine;
import java.util.List;

/** Recorded messages, at the times they were recorded. */
final class TraceDrive implements Drive {
  private final Stage stage;
  private final Trace trace;
  private final Cast cast;
  private final List<? extends Shopper> shoppers;
  private final Script script;
  private long zero;
  private long end;
  private int at;

  TraceDrive(Stage stage, Trace trace, Cast cast, List<? extends Shopper> shoppers, Script script) {
    this.stage = stage;
    this.trace = trace;
    this.cast = cast;
    this.shoppers = shoppers;
    this.script = script;
  }

  @Override
  public void begin(long now) {
    zero = now;
    end = zero + (long) (trace.seconds() * 1e9);
  }

  @Override
  public long due() {
    return at < trace.lines().size()
        ? zero + trace.lines().get(at).atMicros() * 1_000
        : Long.MAX_VALUE;
  }

  @Override
  public void go() {
    long intended = due();
    TraceLine line = trace.lines().get(at);
    Shopper who = shoppers.get(cast.part(at));
    Sent message = script.recorded(line.text(), intended, true, cast.last(at));
    at++;
    stage.tally().sent(who, message);
    stage.tally().lag(true, stage.now() - intended);
    who.say(message);
  }

  @Override
  public void resolved(Shopper who, long retryAfterNanos) {}

  @Override
  public long zero() {
    return zero;
  }

  @Override
  public void stop(long now) {
    at = trace.lines().size();
    end = now;
  }

  @Override
  public long end() {
    return end;
  }
}
