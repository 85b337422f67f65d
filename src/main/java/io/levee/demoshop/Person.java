package io.levee.demoshop;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A customer of the demo shop: whom the seeded orders belong to. */
record Person(String id, String zh, String en) {
  private static final String NAMES =
      "林晓,Lin Xiao;陈思远,Chen Siyuan;王一诺,Wang Yinuo;李沐,Li Mu;"
          + "张若溪,Zhang Ruoxi;刘子衿,Liu Zijin;杨帆,Yang Fan;赵明月,Zhao Mingyue;"
          + "黄小满,Huang Xiaoman;周舟,Zhou Zhou;吴桐,Wu Tong;徐安,Xu An;"
          + "孙嘉禾,Sun Jiahe;马骁,Ma Xiao;朱砂,Zhu Sha;胡桃,Hu Tao;"
          + "郭晴,Guo Qing;何田,He Tian;高朗,Gao Lang;罗茵,Luo Yin;"
          + "郑好,Zheng Hao;梁辰,Liang Chen;谢南星,Xie Nanxing;宋词,Song Ci;"
          + "唐棠,Tang Tang;许愿,Xu Yuan;邓禾,Deng He;韩冬,Han Dong;"
          + "冯时,Feng Shi;曹植青,Cao Zhiqing;彭湃,Peng Pai;曾见,Zeng Jian;"
          + "肖然,Xiao Ran;田园,Tian Yuan;董一鸣,Dong Yiming;潘越,Pan Yue;"
          + "袁圆,Yuan Yuan;蔡新雨,Cai Xinyu;蒋澄,Jiang Cheng;余欢,Yu Huan;";

  static final List<Person> ALL = all();

  private static List<Person> all() {
    List<Person> people = new ArrayList<>();
    for (String names : NAMES.split(";")) {
      int comma = names.indexOf(',');
      String id = id(people.size());
      people.add(new Person(id, names.substring(0, comma), names.substring(comma + 1)));
    }
    return List.copyOf(people);
  }

  /**
   * @param index from 0
   */
  static String id(int index) {
    return "demo-customer-%02d".formatted(index + 1);
  }

  static Optional<Person> byId(String id) {
    return ALL.stream().filter(person -> person.id.equals(id)).findFirst();
  }

  String name(boolean english) {
    return english ? en : zh;
  }

  JsonObject json(boolean english) {
    return new JsonObject().put("id", id).put("name", name(english));
  }
}
