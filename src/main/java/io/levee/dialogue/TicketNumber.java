package io.levee.dialogue;

import io.levee.conversation.ConversationId;

/** Ticket numbers that a person can read out, and that a repeated turn makes again. */
public final class TicketNumber {
  /** Crockford's Base32: no letter that looks like a digit. */
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 8;
  private static final int BITS = 5;

  private TicketNumber() {}

  /**
   * @param seq the number of the message that led to the ticket
   * @return such as {@code T-7K3M9QX2-14}: 40 random bits of the conversation's id, and {@code seq}
   */
  public static String of(ConversationId conversation, int seq) {
    long random = conversation.value().getLeastSignificantBits();
    StringBuilder number = new StringBuilder("T-");
    for (int i = LENGTH - 1; i >= 0; i--) {
      number.append(DIGITS.charAt((int) (random >>> (i * BITS)) & 0x1F));
    }
    return number.append('-').append(seq).toString();
  }
}
