package io.levee.admission;

import java.time.Duration;

/**
 * How much is left out on purpose: one level up after pressure has lasted, one down after it has
 * been gone for longer, and for longer still each time that going down was too early. Owned by one
 * event loop.
 *
 * <p>The higher the level, the more pressure the next one takes: what is left out must be worth it.
 */
final class Brownout {
  static final int HIGHEST = 3;

  /**
   * Share of the messages that must be turned away for the level above. None leads to the highest:
   * there, those are refused whom the threshold lets in last anyway, whether there is room or not.
   */
  private static final double[] SHED = {0.05, 0.20};

  /** Delay of the event loop, as a multiple of the one put up with, for the level above. */
  private static final double[] DELAY = {1, 2, 4};

  private static final double NEVER = 2;
  private static final double CALM = 0.5;
  private static final int LONGEST = 8;

  private int level;
  private long pressedSince;
  private long calmSince;
  private boolean pressed;
  private boolean calm;
  private long wentDown;
  private boolean hasGoneDown;
  private int patience = 1;

  int level() {
    return level;
  }

  /**
   * @param shed share of what asked that was turned away for want of room, 0 to 1
   * @param delay of the event loop, as a multiple of the one that is put up with
   */
  void observe(double shed, double delay, long nowNanos, Duration upAfter, Duration downAfter) {
    int above = Math.min(level, HIGHEST - 1);
    boolean tooMuch = shed >= (above < SHED.length ? SHED[above] : NEVER) || delay >= DELAY[above];
    boolean little = (level == HIGHEST || shed < SHED[0] * CALM) && delay < CALM;
    pressedSince = tooMuch && pressed ? pressedSince : nowNanos;
    calmSince = little && calm ? calmSince : nowNanos;
    pressed = tooMuch;
    calm = little;
    if (pressed && level < HIGHEST && nowNanos - pressedSince >= upAfter.toNanos()) {
      // Soon after going down: that was too early.
      boolean soon = hasGoneDown && nowNanos - wentDown < 2 * downAfter.toNanos();
      patience = soon ? Math.min(2 * patience, LONGEST) : patience;
      level++;
      pressedSince = nowNanos;
    } else if (calm && level > 0 && nowNanos - calmSince >= patience * downAfter.toNanos()) {
      level--;
      calmSince = nowNanos;
      wentDown = nowNanos;
      hasGoneDown = true;
    } else if (calm && level == 0 && nowNanos - calmSince >= LONGEST * downAfter.toNanos()) {
      patience = 1;
    }
  }
}
