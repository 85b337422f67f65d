package io.levee.replay.load;

import io.levee.replay.Target;
import io.levee.replay.VisitorToken;
import java.time.Duration;
import java.time.Instant;

/** A simulated shopper. Confined to the event loop. */
abstract class Shopper {
  final int index;
  final Target target;
  final boolean vip;
  final boolean slow;
  final Stage stage;

  /** Messages left in the conversation at hand; 0: none is at hand. */
  int left;

  /** How many messages before the end it asks for a person; 0: it does not. */
  int askPersonAt;

  /** When the next message may be due. */
  long readyAt;

  private int generation;
  private String token = "";

  Shopper(Stage stage, int index, Target target, boolean vip, boolean slow) {
    this.stage = stage;
    this.index = index;
    this.target = target;
    this.vip = vip;
    this.slow = slow;
  }

  final String token() {
    if (token.isEmpty()) {
      token =
          VisitorToken.sign(
              target.tokenSecret(),
              target.storefront(),
              stage.run() + "-" + index + "-" + generation,
              vip ? "vip" : "",
              Instant.now().plus(Duration.ofDays(2)));
    }
    return token;
  }

  /** From now on somebody else. */
  final void becomeAnother() {
    generation++;
    token = "";
  }

  /** Sends it, now or as soon as it can. */
  abstract void say(Sent message);

  /** How many messages are unresolved, each told to {@code each}. */
  abstract void unresolved(java.util.function.Consumer<Sent> each);

  /** How many numbers of its conversations never came. */
  abstract int missing();

  /** Nothing more is to come. */
  abstract void leave();
}
