package io.levee.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SentimentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 你们就是骗子
          1 | 再不处理我打12315了
          1 | 我要投诉你们
          1 | 什么垃圾店，退钱！！！
          1 | 你們這些騙子，等著收律師函
          1 | 他妈的到底发不发货
          1 | 气死我了，三天了没人管
          1 | 太过分了，把人当傻子吗
          1 | 怎么还没到？？？？太差了!!!
          1 | This is a scam, I want my money back
          1 | you are all idiots
          1 | I will call my lawyer
          1 | WORST SHOP EVER, give me a refund
          1 | absolutely unacceptable, never again
          1 | 😡😡😡 refund now
          2 | 怎么还不发货，都等三天了
          2 | 质量很差，有点失望
          2 | 你们发货太慢了
          2 | 发错颜色了，不满意
          2 | 收到的杯子碎了
          2 | 客服一直不回复
          2 | 不好用，想退
          2 | 在吗在吗！！！
          2 | I'm not happy with the quality
          2 | my parcel is late and I am worried
          2 | it arrived broken
          2 | still waiting for my parcel
          2 | quite disappointed with this
          3 | 什么时候发货
          3 | 你好，在吗
          3 | 怎么申请退货
          3 | 这款有黑色吗
          3 | 你们不是骗子吧
          3 | 有问题想问一下
          3 | 补差价怎么补
          3 | where is my order
          3 | how do I change my address
          3 | 12345678901
          3 | is it available in blue?
          4 | 还不错，挺好的
          4 | 衣服很合适，不贵
          4 | 东西收到了，满意
          4 | looks good, I like it
          4 | quick delivery, thanks
          4 | 质量可以，感谢
          5 | 太棒了，非常满意
          5 | 质量很好，非常喜欢，五星好评
          5 | 服务很好👍👍
          5 | I absolutely love it, thank you so much!
          5 | perfect, highly recommend
          5 | amazing service, great quality
          """)
  void feelsWhatTheShopperFeels(int expected, String text) {
    assertThat(Sentiment.of(text)).as(text).isEqualTo(expected);
  }

  @Test
  void hearsFuryWithoutMistakingCalmQuestionsForIt() throws IOException {
    List<String> angry = Tables.lines("angry.txt");
    List<String> neutral = Tables.lines("neutral.txt");
    assertThat(angry).hasSizeGreaterThanOrEqualTo(60);
    assertThat(neutral).hasSizeGreaterThanOrEqualTo(100);
    assertThat(angry.stream().filter(t -> Sentiment.of(t) == 1).count())
        .isGreaterThanOrEqualTo((long) (0.8 * angry.size()));
    assertThat(neutral.stream().filter(t -> Sentiment.of(t) < 3))
        .hasSizeLessThanOrEqualTo((int) (0.05 * neutral.size()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | 物流很快，东西也不错，会回购
          true  | 味道挺好的，就是个头小了点
          true  | 虽然包装有点旧，但是质量非常好
          true  | 一点都不卡，很流畅
          false | 用了两天就坏了，客服还不理人
          false | 看评论都说好才买的，结果很失望
          false | 不怎么好吃，皮又厚
          false | 本来以为是正品，没想到是假的
          """)
  void takesASideOnReviews(boolean praise, String text) {
    assertThat(Sentiment.praises(text)).as(text).isEqualTo(praise);
  }
}
