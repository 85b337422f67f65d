package io.levee.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.levee.settings.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real configuration, as it ships. */
final class ConfigTest {

  @Test
  void whatShipsIsValid() {
    for (String file : List.of("conf/levee.yaml")) {
      Loaded<Config> loaded = new Sources(Path.of(file), Map.of(), List.of()).load();
      assertThat(loaded.problems()).as(file).isEmpty();
    }
  }

  @Test
  void aShopThatIsTheDemoNeedsTheDemoShop() {
    assertThat(problems("demoShop.enabled=false"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("storefronts.demo.shop.url")
        .contains("demoShop.enabled");
    assertThat(problems("demoShop.enabled=false", "storefronts.demo.shop.url=")).isEmpty();
  }

  @Test
  void whatTwoRoomsSayOfAStorefrontIsWrittenInOnePlaceAndCheckedThere() {
    assertThat(
            problems(
                "storefronts.demo.apiKey=short",
                "storefronts.demo.shop.url=https://shop.example",
                "storefronts.demo.shop.maxInFlight=0",
                "storefronts.demo.door.apiKey=nowhere"))
        .hasSize(4)
        .anyMatch(fault -> fault.contains("storefronts.demo.apiKey"))
        .anyMatch(fault -> fault.contains("storefronts.demo.shop.apiKey"))
        .anyMatch(fault -> fault.contains("storefronts.demo.shop.maxInFlight"))
        .anyMatch(fault -> fault.contains("storefronts.demo.door"));
  }

  @Test
  void neitherKeyOfAStorefrontIsPrinted() {
    String shown =
        config(
                "storefronts.demo.shop.url=https://shop.example",
                "storefronts.demo.shop.apiKey=own-key-of-the-shop")
            .config()
            .toString();
    assertThat(shown)
        .contains("url: https://shop.example")
        .doesNotContain("own-key-of-the-shop")
        .doesNotContain("demo-api-key");
  }

  private static List<String> problems(String... sets) {
    return config(sets).problems().stream().map(Problem::toString).toList();
  }

  private static Loaded<Config> config(String... sets) {
    return new Sources(Path.of("conf/levee.yaml"), Map.of(), List.of(sets)).load();
  }

  @Test
  void theReferenceIsUpToDate() throws IOException {
    assertThat(Files.readString(Path.of("docs/CONFIGURATION.md")))
        .as("write it anew with: ./levee config --reference > docs/CONFIGURATION.md")
        .isEqualTo(Reference.markdown());
  }

  @Test
  void everyKeySaysWhatItMeans() {
    documented(Shape.of(Config.class), "");
  }

  private static void documented(Shape shape, String path) {
    if (shape instanceof Shape.Group group) {
      for (Shape.Field field : group.fields()) {
        assertThat(field.setting().doc()).as(path + field.name()).isNotBlank();
        documented(field.shape(), path + field.name() + ".");
      }
    } else if (shape instanceof Shape.Table table) {
      documented(table.entry(), path + "<id>.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,true",
    "127.8.8.8,true",
    "localhost,true",
    "::1,true",
    "0.0.0.0,false",
    "192.168.1.4,false",
    "shop.example,false",
    "127.evil.example,false"
  })
  void theDemoMayOnlyBeReachedFromItsOwnMachine(String host, boolean allowed) {
    Faults demo = new Faults();
    Loopback.demands(demo, true, "http.host", host);
    assertThat(demo.list().isEmpty()).isEqualTo(allowed);
    Faults own = new Faults();
    Loopback.demands(own, false, "http.host", host);
    assertThat(own.list()).isEmpty();
  }
}
