package io.levee.demoshop;

import java.util.Random;

/** Who carries the demo shop's parcels. Their numbers only look like real ones. */
enum Carrier {
  SF("顺丰速运", "SF Express", "SF9", 12, ""),
  ZTO("中通快递", "ZTO Express", "7890", 10, ""),
  YTO("圆通速递", "YTO Express", "YT9", 12, ""),
  JD("京东快递", "JD Logistics", "JDX9", 11, ""),
  EMS("中国邮政EMS", "EMS", "EX9", 8, "CN");

  private final String zh;
  private final String en;
  private final String prefix;
  private final int digits;
  private final String suffix;

  Carrier(String zh, String en, String prefix, int digits, String suffix) {
    this.zh = zh;
    this.en = en;
    this.prefix = prefix;
    this.digits = digits;
    this.suffix = suffix;
  }

  String zh() {
    return zh;
  }

  String en() {
    return en;
  }

  String number(Random random) {
    StringBuilder number = new StringBuilder(prefix);
    for (int i = 0; i < digits; i++) {
      number.append((char) ('0' + random.nextInt(10)));
    }
    return number.append(suffix).toString();
  }
}
