package io.levee.understanding.slots;

/** What a slot holds, and how its value is written. */
public enum SlotKind {
  /** Upper case, without spaces and dashes. */
  ORDER_NUMBER(false),
  /** Upper case, without spaces and dashes; the detail is the {@link Carrier#code()}, if known. */
  TRACKING_NUMBER(false),
  /** Digits only; of a mobile number the eleven of China, without the country's code. */
  PHONE(true),
  /** A resident's identity number of 18, its checksum right. */
  IDENTITY_NUMBER(true),
  /** A bank card's 16 to 19 digits, its checksum right, named as one. */
  BANK_CARD(true),
  /** A plain decimal number; the detail is the currency in ISO 4217. */
  AMOUNT(false),
  /**
   * ISO 8601, {@code 2026-05-03}; where several days are meant the first, and the detail the last.
   */
  DATE(false),
  /** {@code XL}, {@code 42}, {@code 170/88A}, {@code 均码}. */
  SIZE(false),
  /** Centimetres. */
  HEIGHT(true),
  /** Kilograms. */
  WEIGHT(true),
  /** The product's id in the shop's own list; the detail is the name or number that was found. */
  PRODUCT(false),
  /** As typed. */
  ADDRESS(true);

  private final boolean personal;

  SlotKind(boolean personal) {
    this.personal = personal;
  }

  /** Whether it says something of a person, to be kept out of logs and masked where it is shown. */
  public boolean personal() {
    return personal;
  }
}
