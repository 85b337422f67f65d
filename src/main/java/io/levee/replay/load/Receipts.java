package io.levee.replay.load;

import io.levee.replay.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What was acknowledged in a sample of the conversations, to be compared with the store at the end:
 * so many conversations, each with the same chance (Vitter's reservoir, 1985).
 */
final class Receipts {
  private final int most;
  private final SplittableRandom random;
  private final List<Receipt> kept = new ArrayList<>();
  private long seen;

  Receipts(int most, SplittableRandom random) {
    this.most = most;
    this.random = random;
  }

  /** One conversation's. */
  static final class Receipt {
    final UUID conversation;
    final Target target;
    final String token;
    private long[] numbers = new long[4];
    private int size;

    private Receipt(UUID conversation, Target target, String token) {
      this.conversation = conversation;
      this.target = target;
      this.token = token;
    }

    /** That message was acknowledged. */
    void add(long number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      numbers[size++] = number;
    }

    long[] numbers() {
      return Arrays.copyOf(numbers, size);
    }
  }

  /** A conversation began; null when it is not in the sample. */
  Receipt begin(long high, long low, Target target, String token) {
    seen++;
    if (kept.size() < most) {
      Receipt receipt = new Receipt(new UUID(high, low), target, token);
      kept.add(receipt);
      return receipt;
    }
    long place = most == 0 ? 1 : random.nextLong(seen);
    if (place >= most) {
      return null;
    }
    Receipt receipt = new Receipt(new UUID(high, low), target, token);
    kept.set((int) place, receipt);
    return receipt;
  }

  List<Receipt> kept() {
    return kept;
  }
}
