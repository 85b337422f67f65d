package io.levee.understanding;

import java.util.ArrayList;
import java.util.List;

/** A small knowledge base of a shop, as its owner might write it. */
final class Shop {
  private Shop() {}

  static List<Phrase> phrases() {
    List<Phrase> all = new ArrayList<>();
    add(
        all,
        "order.track",
        "我的快递到哪了",
        "查一下物流",
        "包裹现在在什么地方",
        "怎么看订单配送进度",
        "where is my order",
        "track my parcel",
        "has my package been sent yet");
    add(
        all,
        "order.ship",
        "什么时候发货",
        "今天能发货吗",
        "下单后多久寄出",
        "怎么还不发货",
        "when will you ship my order",
        "how soon do you dispatch");
    add(
        all,
        "order.cancel",
        "怎么取消订单",
        "我不想要了帮我取消",
        "下错单了能撤销吗",
        "拍错了要取消",
        "cancel my order",
        "i ordered by mistake, can you cancel it");
    add(
        all,
        "order.address",
        "收货地址填错了怎么改",
        "修改收货地址",
        "换个地址寄",
        "能改一下电话和地址吗",
        "change my delivery address",
        "i entered the wrong address");
    add(
        all,
        "return.apply",
        "怎么申请退货",
        "七天无理由退货怎么弄",
        "不喜欢可以退吗",
        "尺码不合适想退掉",
        "how do i return an item",
        "i want to send this back");
    add(
        all,
        "refund.when",
        "退款多久到账",
        "钱什么时候退给我",
        "退款怎么还没收到",
        "退的钱退到哪里",
        "when will i get my refund",
        "my refund has not arrived");
    add(
        all,
        "exchange.apply",
        "能换大一码吗",
        "怎么换货",
        "想换个颜色",
        "收到的货有问题能换新的吗",
        "can i exchange for another size",
        "swap it for a different colour");
    add(
        all,
        "coupon.use",
        "优惠券怎么用",
        "为什么优惠券用不了",
        "满减和券能一起用吗",
        "领的红包在哪里",
        "how do i use a coupon",
        "my discount code does not work");
    add(
        all,
        "invoice.get",
        "怎么开发票",
        "可以开增值税专用发票吗",
        "电子发票在哪下载",
        "发票抬头写错了",
        "can i get an invoice",
        "i need a vat receipt");
    add(
        all,
        "payment.how",
        "支持哪些付款方式",
        "可以用花呗分期吗",
        "付款失败怎么办",
        "能货到付款吗",
        "which payment methods do you accept",
        "my payment failed");
    add(
        all,
        "warranty",
        "保修期多久",
        "坏了怎么保修",
        "维修要收费吗",
        "质保几年",
        "how long is the warranty",
        "is a repair free of charge");
    add(
        all,
        "stock.ask",
        "这款还有货吗",
        "什么时候补货",
        "黑色的缺货了吗",
        "能预定吗",
        "is this in stock",
        "when will it be available again");
    return all;
  }

  private static void add(List<Phrase> all, String intent, String... texts) {
    for (String text : texts) {
      all.add(new Phrase(intent, text));
    }
  }
}
