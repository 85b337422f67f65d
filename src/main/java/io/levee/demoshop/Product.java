package io.levee.demoshop;

import java.math.BigDecimal;
import java.util.List;

/** What the demo shop sells. */
record Product(
    String sku,
    String zh,
    String en,
    String variantZh,
    String variantEn,
    BigDecimal price,
    boolean returnable) {

  static final List<Product> ALL =
      List.of(
          product("CL-101", "纯棉圆领T恤", "Cotton crew T-shirt", "白色 / M", "White / M", "89.00"),
          product("CL-102", "亚麻宽松衬衫", "Loose linen shirt", "浅蓝 / L", "Light blue / L", "219.00"),
          product("CL-103", "直筒牛仔裤", "Straight jeans", "深蓝 / 30", "Dark blue / 30", "269.00"),
          product("CL-104", "轻薄羽绒服", "Light down jacket", "黑色 / L", "Black / L", "599.00"),
          product("CL-105", "羊毛针织开衫", "Wool knit cardigan", "驼色 / S", "Camel / S", "359.00"),
          product("CL-106", "防晒连帽外套", "Hooded sun jacket", "浅灰 / M", "Pale grey / M", "189.00"),
          product("CL-107", "百褶半身裙", "Pleated skirt", "墨绿 / S", "Dark green / S", "199.00"),
          product("CL-108", "速干运动短裤", "Quick-dry shorts", "黑色 / XL", "Black / XL", "99.90"),
          product("SH-201", "轻便跑步鞋", "Light running shoes", "白灰 / 42", "White-grey / 42", "429.00"),
          product("SH-202", "室内防滑拖鞋", "Non-slip slippers", "米色 / 38", "Beige / 38", "39.90"),
          product("HM-301", "四件套床品", "Four-piece bedding set", "1.8米", "180 cm", "329.00"),
          product("HM-302", "记忆棉枕头", "Memory foam pillow", "单只", "Single", "129.00"),
          product("HM-303", "加厚法兰绒毛毯", "Thick flannel blanket", "奶白", "Cream", "149.00"),
          product("HM-304", "陶瓷餐具套装", "Ceramic dinner set", "16件", "16 pieces", "258.00"),
          product("HM-305", "不锈钢保温杯", "Steel vacuum flask", "500毫升", "500 ml", "79.00"),
          product("HM-306", "遮光窗帘", "Blackout curtain", "2.5米 × 2.6米", "2.5 m × 2.6 m", "168.50"),
          product("HM-307", "实木收纳架", "Wooden shelf", "三层", "Three tiers", "236.00"),
          new Product(
              "UW-401",
              "纯棉内裤三条装",
              "Cotton briefs, pack of three",
              "混色 / L",
              "Mixed / L",
              new BigDecimal("69.00"),
              false));

  private static Product product(
      String sku, String zh, String en, String variantZh, String variantEn, String price) {
    return new Product(sku, zh, en, variantZh, variantEn, new BigDecimal(price), true);
  }
}
