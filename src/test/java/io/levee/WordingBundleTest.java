package io.levee;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.conversation.Language;
import io.levee.conversation.Wording;
import io.levee.storefront.Fulfilment;
import io.levee.storefront.Order;
import io.levee.storefront.Refusal;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words that Levee says of its own accord: all there, in both languages. */
final class WordingBundleTest {
  private static final Path RESOURCES = Path.of("src/main/resources/io/levee");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Pattern USED =
      Pattern.compile("(?:Wording\\s*\\.of\\(\\s*[^,\"]+,|\\bsay\\()\\s*\"([^\"]*[^\".])\"");

  private final Map<String, String> zh = bundle("wording_zh.properties");
  private final Map<String, String> en = bundle("wording_en.properties");

  @Test
  void saysTheSameInBothLanguages() {
    assertThat(en.keySet()).isEqualTo(zh.keySet());
    zh.forEach((key, text) -> assertThat(places(en.get(key))).as(key).isEqualTo(places(text)));
  }

  @Test
  void hasNoTextThatMessageFormatWouldSpoil() {
    Stream.of(zh, en)
        .forEach(
            bundle ->
                assertThat(bundle)
                    .allSatisfy(
                        (key, text) ->
                            assertThat(PLACE.matcher(text).replaceAll(""))
                                .as(key)
                                .isNotBlank()
                                .doesNotContain("'", "{", "}")));
  }

  @Test
  void hasEveryKeyThatTheCodeUses() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(p -> p.toString().endsWith(".java")).toList()) {
        USED.matcher(Files.readString(source))
            .results()
            .map(result -> result.group(1))
            .forEach(used::add);
      }
    }

    assertThat(used).contains("miss.bot", "handoff.queued");
    assertThat(zh.keySet()).containsAll(used);
  }

  @Test
  void hasWordsForEveryStateOfTheShop() {
    assertThat(zh.keySet())
        .containsAll(keys("order.state.", Fulfilment.values()))
        .containsAll(keys("parcel.state.", Order.ParcelState.values()))
        .containsAll(keys("return.state.", Order.ReturnState.values()))
        .containsAll(keys("return.refused.", Refusal.values()));
  }

  @Test
  void isReadInTheLanguageAskedFor() {
    assertThat(Wording.of(Language.ZH, "system.joined", "小美")).isEqualTo("客服 小美 为您服务");
    assertThat(Wording.of(Language.EN, "system.joined", "Amy"))
        .isEqualTo("Amy joined the conversation");
    assertThat(Wording.of(Language.EN, "miss.bot")).startsWith("Sorry, I didn’t understand");
  }

  private static List<String> keys(String prefix, Enum<?>[] values) {
    return Stream.of(values)
        .map(value -> prefix + value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> bundle(String name) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(name))) {
      properties.load(reader);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
    Map<String, String> bundle = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> bundle.put(k, properties.getProperty(k)));
    return bundle;
  }
}
