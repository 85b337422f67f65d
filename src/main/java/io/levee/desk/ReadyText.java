package io.levee.desk;

import io.levee.settings.Fault;
import io.levee.settings.Faults;
import io.levee.settings.Section;
import io.levee.settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Section {@code quickReplies.<name>}: what agents insert by typing {@code /name}. */
public record ReadyText(
    @Setting(
            value = "",
            live = true,
            doc = "In Chinese; {customer}, {agent} and {order} stand for what they are.")
        String zh,
    @Setting(value = "", live = true, doc = "In English; the same.") String en)
    implements Section {

  @Override
  public List<Fault> faults() {
    return new Faults()
        .when(zh.isBlank() && en.isBlank(), "zh", "is empty, and en too; give one of them")
        .list();
  }

  /** By language; those that there are. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    if (!zh.isBlank()) {
      texts.put("zh", zh);
    }
    if (!en.isBlank()) {
      texts.put("en", en);
    }
    return texts;
  }
}
