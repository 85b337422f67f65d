package io.levee.dialogue;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.util.List;
import java.util.Locale;

/** What makes a complaint grave, and how far ahead that puts it: among {@code dialogue.…}. */
public record ComplaintConfig(
    @Setting(
            value =
                "[12315, 12345, 12300, 曝光, 工商, 市场监管, 消协, 消费者协会, 律师, 起诉, 法院, 打官司, 报警, 媒体, 记者,"
                    + " lawyer, attorney, lawsuit, sue you, police, journalist, newspaper]",
            doc =
                "Words that make a complaint a crisis, for supervisors, and call a person; whatever"
                    + " their case.",
            live = true)
        List<String> crisisWords,
    @Setting(
            value = "[工商银行, 工商卡, 多媒体, 自媒体, 媒体播放, 报警器, 报警声, 报警灯, 曝光度, 曝光量, 曝光时间]",
            doc = "Words in which one of crisisWords stands and means no harm.",
            live = true)
        List<String> harmlessWords,
    @Setting(
            value =
                "[投诉, 举报, 假货, 骗子, 诈骗, 退一赔三, 赔偿, 差评, complaint, scam, fraud, counterfeit,"
                    + " compensation]",
            doc =
                "Words that make an upset shopper's complaint serious, for seniors; whatever their"
                    + " case.",
            live = true)
        List<String> seriousWords,
    @Setting(
            value = "[complaint]",
            doc = "Knowledge entries that are a serious complaint when an upset shopper means one.",
            live = true)
        List<String> seriousIntents,
    @Setting(
            value = "5",
            doc = "Added to the queue priority of a serious complaint, 0 to 100.",
            live = true)
        int seriousPriority,
    @Setting(value = "10", doc = "Added to the queue priority of a crisis, 0 to 100.", live = true)
        int crisisPriority)
    implements Section {

  public ComplaintConfig {
    // They are looked for in every message, in small letters.
    crisisWords = small(crisisWords);
    harmlessWords = small(harmlessWords);
    seriousWords = small(seriousWords);
    seriousIntents = List.copyOf(seriousIntents);
  }

  private static List<String> small(List<String> words) {
    return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  public List<Fault> faults() {
    return new Faults()
        .within("seriousPriority", seriousPriority, 0, 100)
        .within("crisisPriority", crisisPriority, 0, 100)
        .list();
  }
}
