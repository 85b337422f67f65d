package io.levee.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import io.levee.uploads.image.ImageFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One visit in a browser, with what went wrong on the page. */
final class Tab implements AutoCloseable {
  final List<String> errors = new ArrayList<>();
  final Page page;
  private final BrowserContext context;

  private Tab(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(House.PATIENCE_MILLIS);
    page = another();
  }

  /** One more of the same browser. */
  Page another() {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
    return page;
  }

  static Tab open(House house, String language, int width, int height, ColorScheme scheme) {
    return new Tab(
        house
            .browsers
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setDeviceScaleFactor(width < 500 ? 2 : 1)
                    .setLocale(language)
                    .setColorScheme(scheme)
                    .setReducedMotion(ReducedMotion.REDUCE)));
  }

  /** A picture of many colours, as a file to choose. */
  static FilePayload picture(String name, int width, int height) {
    return new FilePayload(name, "image/png", ImageFiles.plain("png", width, height));
  }

  /** Nothing on the page keeps anybody out, as far as axe can see. */
  void assertNothingSerious() throws IOException {
    try (InputStream script = Tab.class.getResourceAsStream("/axe.min.js")) {
      page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object violations =
        page.evaluate(
            """
            async () => (await axe.run()).violations
              .filter(v => ['serious', 'critical'].includes(v.impact))
              .map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join('; '))
            """);
    assertThat((List<?>) violations).isEmpty();
  }

  /** Pictures for looking at, where a folder for them is given. */
  void shot(String name) {
    shot(name, false);
  }

  /**
   * @param whole whether all of the page, or what is in sight
   */
  void shot(String name, boolean whole) {
    String folder = System.getenv("SCREENSHOTS");
    if (folder != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(whole).setPath(Path.of(folder, name + ".png")));
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
