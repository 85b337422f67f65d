package io.levee.eval;

import io.levee.understanding.Phrase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A knowledge base of any size: a given one, and questions about many goods, an entry each, as the
 * catalogue of a large shop would give them. Always the same for the same size.
 */
final class GrownKnowledge {
  /** No more different questions can be made. */
  static final int MOST = 500_000;

  private static final long SEED = 20_111_111;

  private static final String[] KINDS = {
    "纯棉", "加厚", "轻薄", "防水", "儿童", "男士", "女士", "大容量", "便携", "无线", "智能", "家用", "户外", "复古", "冬季", "夏季",
    "进口", "手工", "静音", "折叠", "迷你", "可充电", "宽松", "修身", "防滑"
  };
  private static final String[] GOODS = {
    "衬衫", "羽绒服", "牛仔裤", "连衣裙", "运动鞋", "拖鞋", "双肩包", "行李箱", "雨伞", "毛巾", "床单", "枕头", "台灯", "电饭煲",
    "吹风机", "剃须刀", "耳机", "键盘", "鼠标", "充电宝", "数据线", "手机壳", "平板电脑", "显示器", "路由器", "音箱", "手表", "眼镜",
    "项链", "口红", "面霜", "洗发水", "牙刷", "水杯", "保温壶", "炒锅", "菜刀", "饭盒", "茶叶", "坚果", "咖啡豆", "奶粉", "纸尿裤",
    "积木", "绘本", "自行车", "头盔", "帐篷", "睡袋", "瑜伽垫", "哑铃", "跑步机", "猫粮", "狗窝", "鱼缸", "花盆", "电钻", "插座",
    "窗帘", "地毯"
  };
  private static final String[] QUESTIONS = {
    "有货吗", "什么时候补货", "怎么清洗", "多大尺寸", "有几种颜色", "保修多久", "能开发票吗", "可以货到付款吗", "有优惠吗", "支持七天退货吗",
    "是什么材质", "产地在哪里", "怎么安装", "怎么使用", "适合多大年龄", "会不会掉色", "有异味怎么办", "坏了怎么维修", "配件在哪里买", "有说明书吗",
    "能不能机洗", "多重", "用什么包装", "从哪里发货", "几天能到", "可以刻字吗", "有没有小一号的", "功率多大", "能用多久", "过敏能用吗", "价格会降吗",
    "买两件打折吗", "有赠品吗", "怎么辨别真假", "保质期多长"
  };
  private static final String[] LEADS = {
    "", "这款", "请问", "新款", "你家", "想买的", "上次看的", "直播间的", "店里的", "活动里的"
  };

  private GrownKnowledge() {}

  /**
   * @param given its entries come first; more than asked for are left out
   * @param entries 1 to {@link #MOST}
   */
  static List<Phrase> of(List<Phrase> given, int entries) {
    Set<String> ids = new LinkedHashSet<>();
    List<Phrase> all = new ArrayList<>();
    for (Phrase phrase : given) {
      if (ids.contains(phrase.intent()) || ids.size() < entries) {
        ids.add(phrase.intent());
        all.add(phrase);
      }
    }
    List<Integer> numbers = new ArrayList<>();
    int many = LEADS.length * KINDS.length * GOODS.length * QUESTIONS.length;
    for (int i = 0; i < many; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, new Random(SEED));
    for (int i = 0; ids.size() < entries; i++) {
      String id = "grown." + i;
      ids.add(id);
      all.add(new Phrase(id, question(numbers.get(i))));
    }
    return all;
  }

  private static String question(int number) {
    int rest = number;
    String lead = LEADS[rest % LEADS.length];
    rest /= LEADS.length;
    String kind = KINDS[rest % KINDS.length];
    rest /= KINDS.length;
    String goods = GOODS[rest % GOODS.length];
    return lead + kind + goods + QUESTIONS[rest / GOODS.length];
  }
}
