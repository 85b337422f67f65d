package io.levee.replay.load;

import io.levee.replay.plan.Mix;
import io.levee.replay.plan.Scenario;
import java.util.SplittableRandom;

/** What shoppers say next. */
final class Script {
  private final Scenario.Talk talk;
  private final Mix mix;
  private final SplittableRandom random;
  private long number;

  Script(Scenario scenario, SplittableRandom random) {
    this.talk = scenario.talk();
    this.mix = scenario.mix();
    this.random = random;
  }

  /** That shopper's next message, beginning a conversation when none is at hand. */
  Sent next(Shopper who, long intended, boolean measured) {
    if (who.left == 0) {
      who.left = length();
      who.askPersonAt = random.nextDouble() < talk.askPerson() ? 1 + random.nextInt(who.left) : 0;
    }
    String text;
    if (who.left == who.askPersonAt) {
      text = mix.person(random);
    } else if (talk.novel() > 0 && random.nextDouble() < talk.novel()) {
      text = mix.novel(random);
    } else {
      text = mix.text(random);
    }
    who.left--;
    return new Sent(++number, intended, measured, text, who.left == 0);
  }

  /** That text, as a trace has it. */
  Sent recorded(String text, long intended, boolean measured, boolean last) {
    return new Sent(++number, intended, measured, text, last);
  }

  /** Geometrically distributed around the mean, 1 at least. */
  private int length() {
    double go = 1 - 1 / talk.messages();
    int length = 1;
    while (length < talk.most() && random.nextDouble() < go) {
      length++;
    }
    return length;
  }
}
