package io.levee.conversation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The name of a conversation: a UUIDv7 (<a href="https://www.rfc-editor.org/rfc/rfc9562">RFC
 * 9562</a>), so that its order is the order of starting and a range of ids is a range of time.
 */
public record ConversationId(UUID value) implements Comparable<ConversationId> {

  /** Makes a new id that starts with {@code now} in milliseconds. */
  public static ConversationId mint(Instant now, RandomGenerator random) {
    long high = (now.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new ConversationId(new UUID(high, low));
  }

  /** The smallest id of that moment: the bound of a partition. */
  public static ConversationId floor(Instant moment) {
    return new ConversationId(
        new UUID((moment.toEpochMilli() << 16) | 0x7000L, 0x8000000000000000L));
  }

  /** Reads the 36-character form; empty when it is not one of a UUIDv7. */
  public static Optional<ConversationId> parse(String text) {
    if (text == null || text.length() != 36) {
      return Optional.empty();
    }
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.version() == 7 && uuid.variant() == 2
          ? Optional.of(new ConversationId(uuid))
          : Optional.empty();
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** When the conversation started, to the millisecond. */
  public Instant startedAt() {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
  }

  /** Unsigned order, as PostgreSQL sorts them. */
  @Override
  public int compareTo(ConversationId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
