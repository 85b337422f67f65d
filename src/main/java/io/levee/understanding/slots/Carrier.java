package io.levee.understanding.slots;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who carries parcels, what shoppers call them, and the numbers only they give. Chinese carriers
 * other than those with a lettered prefix use plain digits, which say nothing without the name.
 */
public enum Carrier {
  SF("SF\\d{12,15}", "顺丰", "SF快递", "SF EXPRESS"),
  YTO("YTO?[A-Z]?\\d{10,18}", "圆通", "YTO"),
  ZTO("ZTO?\\d{10,18}", "中通", "ZTO"),
  YUNDA("YD\\d{10,18}", "韵达", "YUNDA"),
  STO("STO?\\d{10,18}", "申通", "STO"),
  EMS("E[A-Z]\\d{9}CN", "EMS", "邮政", "中国邮政"),
  JD("JD[A-Z]{0,2}\\d{9,17}", "京东快递", "京东物流", "京东"),
  JT("JT\\d{12,15}", "极兔", "J&T"),
  DEPPON("DPK\\d{10,15}", "德邦"),
  BEST("BEST\\d{10,16}|HT\\d{12,15}", "百世"),
  CAINIAO("LP\\d{14}|CN[A-Z]{0,2}\\d{12,14}", "菜鸟", "丹鸟"),
  UPS("1Z[0-9A-Z]{16}", "UPS"),
  DHL("JJD\\d{16,20}", "DHL"),
  FEDEX("", "FEDEX", "联邦快递"),
  /** Registered mail of any country (UPU S10). */
  POST("[A-Z]{2}\\d{9}[A-Z]{2}", "ROYAL MAIL", "USPS");

  private static final List<Carrier> ALL = List.of(values());

  private final Pattern numbers;
  private final Pattern names;

  Carrier(String numbers, String... names) {
    this.numbers = Pattern.compile(numbers);
    this.names = Pattern.compile(String.join("|", names));
  }

  /** Its short name in lower case, such as {@code sf}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whose number it is by its letters alone. */
  static Optional<Carrier> of(String number) {
    return ALL.stream().filter(c -> c.numbers.matcher(number).matches()).findFirst();
  }

  /** Who is named, folded text given. */
  static Optional<Carrier> named(String text) {
    return ALL.stream().filter(c -> c.names.matcher(text).find()).findFirst();
  }
}
