package io.levee.replay.plan;

import java.util.ArrayList;
import java.util.List;

/** A trace made of texts. */
public final class MadeTrace {
  private MadeTrace() {}

  /**
   * The texts in their order, as a Poisson process of that rate; neighbours are spread over several
   * conversations that go on at the same time.
   *
   * @param rate messages a second, more than 0
   * @param perConversation messages in each conversation, 1 or more
   * @param vipShare share of conversations that are a VIP's, 0 to 1
   */
  public static Trace of(
      List<String> texts, double rate, int perConversation, double vipShare, long seed) {
    Shape shape = new Shape(List.of(Segment.flat(10 * texts.size() / rate + 10, rate)));
    Arrivals arrivals = Arrivals.poisson(shape, seed);
    int most = Math.max(1, (int) Math.ceil(rate * 3));
    List<TraceLine> lines = new ArrayList<>();
    int begun = 0;
    while (lines.size() < texts.size()) {
      int rest = texts.size() - lines.size();
      int atOnce = Math.min(most, (rest + perConversation - 1) / perConversation);
      int round = Math.min(rest, atOnce * perConversation);
      for (int i = 0; i < round; i++) {
        int conversation = begun + i % atOnce;
        boolean vip = Math.floorMod(conversation * 37, 100) < vipShare * 100;
        lines.add(
            new TraceLine(
                arrivals.next() / 1_000,
                "c" + (conversation + 1),
                texts.get(lines.size()),
                vip ? "vip" : "normal"));
      }
      begun += atOnce;
    }
    return Trace.of(lines);
  }
}
