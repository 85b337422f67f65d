package io.levee.pages;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules of <a href="https://lit.dev">Lit</a>, from its jars. They name each other by package
 * ({@code from"lit-html"}), which a browser only understands with an import map, and the page that
 * embeds the widget has none of ours: so names of packages are turned into relative paths.
 */
final class Lit {
  private static final Pattern BARE = Pattern.compile("(from|import)\\s*\"([^\"./][^\"]*)\"");
  private static final Pattern SOURCE_MAP = Pattern.compile("\\n?//# sourceMappingURL=\\S*");

  /**
   * @param group of the jar
   * @param folder where its modules are inside the jar, and under {@code lit/}
   * @param name what modules call the package
   */
  private record Library(String group, String folder, String name, List<String> modules) {
    private String version() {
      String path = "/META-INF/maven/" + group + "/" + folder + "/pom.properties";
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(Resource.text(path)));
      } catch (IOException inMemory) {
        throw new UncheckedIOException(inMemory);
      }
      return properties.getProperty("version");
    }
  }

  private static final List<Library> LIBRARIES =
      List.of(
          new Library(
              "org.mvnpm.at.lit",
              "reactive-element",
              "@lit/reactive-element",
              List.of("reactive-element.js", "css-tag.js")),
          new Library(
              "org.mvnpm",
              "lit-html",
              "lit-html",
              List.of(
                  "lit-html.js", "directive.js", "directive-helpers.js", "directives/repeat.js")),
          new Library("org.mvnpm", "lit-element", "lit-element", List.of("lit-element.js")));

  private Lit() {}

  /** By path, such as {@code lit/lit-html/lit-html.js}. */
  static Map<String, byte[]> modules() {
    Map<String, byte[]> modules = new LinkedHashMap<>();
    for (Library library : LIBRARIES) {
      String folder = "/META-INF/resources/_static/" + library.folder() + "/" + library.version();
      for (String module : library.modules()) {
        String source = Resource.text(folder + "/" + module);
        modules.put(
            "lit/" + library.folder() + "/" + module,
            forBrowsers(source).getBytes(StandardCharsets.UTF_8));
      }
    }
    return modules;
  }

  private static String forBrowsers(String source) {
    String relative = BARE.matcher(source).replaceAll(Lit::relative);
    return SOURCE_MAP.matcher(relative).replaceAll("");
  }

  private static String relative(MatchResult bare) {
    for (Library library : LIBRARIES) {
      if (library.name().equals(bare.group(2))) {
        String path = "../" + library.folder() + "/" + library.modules().getFirst();
        return Matcher.quoteReplacement(bare.group(1) + "\"" + path + "\"");
      }
    }
    throw new IllegalStateException("Lit imports " + bare.group(2) + ", which is not served");
  }
}
