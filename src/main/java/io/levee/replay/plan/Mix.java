package io.levee.replay.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What shoppers say: texts by intent, each intent with its weight. */
public final class Mix {
  /** The intent whose texts ask for a person. */
  public static final String PERSON = "person";

  private static final List<String> BEFORE =
      List.of("", "请问", "你好，", "那个，", "麻烦问下", "亲，", "再问一下，", "急急急，");
  private static final List<String> AFTER = List.of("", "呢", "啊", "？", "谢谢", "，在线等", "！", "吗");

  private final List<List<String>> texts = new ArrayList<>();
  private final double[] upTo;
  private final List<String> person;

  /**
   * @param byIntent one text or more each; what stands under {@link #PERSON} asks for a person
   * @param weights intents without weight are not said; empty: all are said alike
   */
  public Mix(Map<String, List<String>> byIntent, Map<String, Double> weights) {
    Map<String, List<String>> all = new TreeMap<>(byIntent);
    List<String> asks = all.remove(PERSON);
    this.person = asks == null ? List.of("转人工") : List.copyOf(asks);
    List<Double> sums = new ArrayList<>();
    double sum = 0;
    for (Map.Entry<String, List<String>> each : all.entrySet()) {
      double weight = weights.isEmpty() ? 1 : weights.getOrDefault(each.getKey(), 0.0);
      if (weight > 0) {
        sum += weight;
        sums.add(sum);
        texts.add(List.copyOf(each.getValue()));
      }
    }
    if (texts.isEmpty()) {
      texts.add(person);
      sums.add(1.0);
    }
    this.upTo = sums.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** One of all texts, by weight. */
  public String text(SplittableRandom random) {
    double wanted = random.nextDouble() * upTo[upTo.length - 1];
    int at = 0;
    while (at < upTo.length - 1 && upTo[at] <= wanted) {
      at++;
    }
    return one(texts.get(at), random);
  }

  /** A wish for a person. */
  public String person(SplittableRandom random) {
    return one(person, random);
  }

  /** A text that no cache has: one of all, said in other words. */
  public String novel(SplittableRandom random) {
    return one(BEFORE, random)
        + text(random)
        + one(AFTER, random)
        + "（第"
        + random.nextInt(100_000)
        + "件）";
  }

  private static String one(List<String> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }
}
