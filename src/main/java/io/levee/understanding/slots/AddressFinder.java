package io.levee.understanding.slots;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Postal addresses: a row of names that each end in what they are, from 省 down to 室. What is
 * personal is better marked once too often than missed.
 */
final class AddressFinder implements Finder {
  private static final List<String> PROVINCES =
      List.of(
          "北京", "上海", "天津", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东",
          "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾", "内蒙古", "广西", "西藏",
          "宁夏", "新疆", "香港", "澳门");

  /** What may lead into an address. */
  private static final List<String> LEADS =
      List.of(
          "地址", "改成", "改到", "改为", "换成", "换到", "寄到", "送到", "发到", "发往", "寄往", "寄去", "收货", "住在", "家在",
          "我在", "人在", "填的", "写的", "我是", "就是", "应该", "的", "是", "到", "在", "去", "给", "往", "成", "住");

  /** An address tells, it does not ask. */
  private static final List<String> ASKING = List.of("哪", "什么", "吗", "谁", "怎么", "多少", "几");

  /** Ends of names, the coarse ones first: of regions, of streets and places, of houses. */
  private static final String REGIONS = "省市区县州";

  private static final String PLACES = "镇乡村路街道巷庄苑园城厦";
  private static final String HOUSES = "号栋幢座楼室户弄元";

  /** Everyday words with the same characters. */
  private static final Set<String> EVERYDAY =
      Set.of(
          "超市", "上市", "都市", "夜市", "市场", "市面", "区别", "区分", "地区", "误区", "专区", "线路", "网路", "一路", "半路",
          "走路", "思路", "电路", "套路", "路由", "路上", "路过", "路途", "路线", "商城", "老乡", "知道", "味道", "难道", "一道",
          "渠道", "通道", "道歉", "道理", "报道", "频道", "逛街", "城市");

  private static final int LONGEST_NAME = 10;
  private static final int MOST_HOUSE_DIGITS = 4;

  @Override
  public void find(Folded text, SlotContext context, Consumer<Slot> found) {
    int i = 0;
    while (i < text.length()) {
      int end = stretch(text, i);
      if (end > i) {
        find(text, i, end, found);
      }
      i = end + 1;
    }
  }

  private static int stretch(Folded text, int from) {
    int end = from;
    while (end < text.length() && !stops(text.text().charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean stops(char c) {
    return "。!?;,\n、:()".indexOf(c) >= 0;
  }

  private static void find(Folded text, int from, int to, Consumer<Slot> found) {
    int at = from;
    while (at < to) {
      Chain chain = chain(text.text(), at, to);
      if (chain.levels == 0) {
        return;
      }
      int start = start(text.text(), at, chain.first - LONGEST_NAME, chain.first);
      int end = houseNumber(text, chain.last + 1, to);
      if (chain.isAddress() && start < chain.first && !asks(text.text(), start, end)) {
        boolean told = text.before(start, 8).contains("地址") || startsWithProvince(text, start);
        double sure = told || chain.levels > 3 ? 0.95 : 0.8;
        found.accept(
            new Slot(SlotKind.ADDRESS, start, end, text.typed().substring(start, end), "", sure));
      }
      at = Math.max(end, at + 1);
    }
  }

  /** Neighbouring levels from {@code at} on, none farther than a name's length from the next. */
  private static Chain chain(String text, int at, int to) {
    Chain chain = new Chain();
    for (int i = at; i < to; i++) {
      if (chain.levels > 0 && i - chain.last > LONGEST_NAME) {
        break;
      }
      int kind = kind(text, at, i);
      if (kind >= 0) {
        chain.add(i, kind);
      }
    }
    return chain;
  }

  /** 0 a region, 1 a place, 2 a house, −1 none of them. */
  private static int kind(String text, int from, int at) {
    char c = text.charAt(at);
    char before = at > from ? text.charAt(at - 1) : ' ';
    if (HOUSES.indexOf(c) >= 0) {
      return c == '元'
          ? (before == '单' ? 2 : -1)
          : numbered(before) || (before == '号' && c != '号') ? 2 : -1;
    }
    boolean region = REGIONS.indexOf(c) >= 0;
    if (!region && PLACES.indexOf(c) < 0) {
      return -1;
    }
    char after = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (EVERYDAY.contains("" + before + c) || EVERYDAY.contains("" + c + after)) {
      return -1;
    }
    return region && !(c == '区' && before == '小') ? 0 : 1;
  }

  private static boolean numbered(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || "一二三四五六七八九十".indexOf(c) >= 0;
  }

  private static final class Chain {
    private int first = -1;
    private int last;
    private int levels;
    private final boolean[] kinds = new boolean[3];

    private void add(int at, int kind) {
      first = levels == 0 ? at : first;
      last = at;
      levels++;
      kinds[kind] = true;
    }

    /** A street or place, and a region above it or a house in it. */
    private boolean isAddress() {
      return levels >= 2 && kinds[1] && (kinds[0] || kinds[2]);
    }
  }

  /** Where a province is named; else after the words that lead in. */
  private static int start(String text, int from, int earliest, int first) {
    int start = Math.max(from, earliest);
    String before = text.substring(start, first);
    for (String province : PROVINCES) {
      int at = before.indexOf(province);
      if (at >= 0) {
        return start + at;
      }
    }
    int skip = 0;
    for (String lead : LEADS) {
      int at = before.lastIndexOf(lead);
      if (at >= skip && at + lead.length() < before.length()) {
        skip = at + lead.length();
      }
    }
    while (skip < before.length() && before.charAt(skip) == ' ') {
      skip++;
    }
    return start + skip;
  }

  private static boolean asks(String text, int start, int end) {
    String name = text.substring(start, end);
    return ASKING.stream().anyMatch(name::contains);
  }

  private static boolean startsWithProvince(Folded text, int start) {
    return PROVINCES.stream().anyMatch(p -> text.text().startsWith(p, start));
  }

  /** 3单元 and 301 after the last name. */
  private static int houseNumber(Folded text, int from, int to) {
    int end = from;
    while (end < to && (text.digit(end) || text.text().charAt(end) == '-')) {
      end++;
    }
    return end - from > MOST_HOUSE_DIGITS + 2 ? from : end;
  }
}
